using System.Text;

namespace Avatar.Engines.Speech.Phonemes;

/// <summary>What the readings of eSpeak have in common.</summary>
internal static class EspeakIpa
{
    /// <summary>Takes out the marks of a change of language, as in <c>(en)wˈɪndoʊz(es)</c>.</summary>
    public static string WithoutLanguageMarks(string ipa)
    {
        if (!ipa.Contains('(', StringComparison.Ordinal)) return ipa;
        var rest = new StringBuilder(ipa.Length);
        var isMark = false;
        foreach (var symbol in ipa)
        {
            if (symbol == '(') isMark = true;
            else if (symbol == ')') isMark = false;
            else if (!isMark) rest.Append(symbol);
        }

        return rest.ToString();
    }
}
