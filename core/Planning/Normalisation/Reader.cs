using System.Globalization;
using Avatar.Core.Languages;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>How one language says numbers, dates, money and symbols. All results are words separated by single spaces, or hanzi.</summary>
internal abstract class Reader
{
    /// <summary>The pattern of a written number: its grouping and decimal marks.</summary>
    public virtual string NumberPattern => @"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,12})?)";

    public virtual bool MonthFirst => false;

    public abstract string Minus { get; }

    public abstract string Dot { get; }

    public abstract string At { get; }

    public abstract string Cardinal(long n);

    public abstract string Number(string number, string noun = "");

    public abstract string Digits(string digits);

    public abstract string Date(int year, int month, int day);

    public abstract string Time(int hour, int minute, string half);

    public abstract string Money(string number, string currency, string scale);

    public abstract string Percent(string number);

    public abstract string? Unit(string number, string unit);

    public abstract string Ordinal(long n, string ending);

    public abstract string Fraction(int numerator, int denominator);

    public abstract string Range(string from, string to);

    public abstract string Year(int year);

    public abstract string? Symbol(char symbol);

    /// <summary>An abbreviation's full form, or null where it is none.</summary>
    /// <param name="word">The letters with their dot.</param>
    /// <param name="beforeNumber">Whether a number follows.</param>
    /// <param name="afterName">Whether a capitalised word stands before it.</param>
    public virtual string? Abbreviation(string word, bool beforeNumber, bool afterName) => null;

    public static Reader For(Language language) => language switch
    {
        Language.Spanish => SpanishReader.Instance,
        Language.Mandarin => MandarinReader.Instance,
        _ => EnglishReader.Instance,
    };

    protected static long Whole(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
