using Avatar.Core.Planning.Numbers;

namespace Avatar.Core.Planning.Normalisation;

/// <summary>Mandarin; all results are hanzi.</summary>
internal sealed class MandarinReader : Reader
{
    public static readonly MandarinReader Instance = new();

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["km"] = "公里", ["m"] = "米", ["cm"] = "厘米", ["mm"] = "毫米", ["kg"] = "公斤", ["g"] = "克", ["mg"] = "毫克", ["l"] = "升", ["L"] = "升", ["ml"] = "毫升",
        ["°C"] = "摄氏度", ["°"] = "度", ["℃"] = "摄氏度", ["KB"] = "千字节", ["MB"] = "兆字节", ["GB"] = "吉字节", ["TB"] = "太字节", ["Hz"] = "赫兹", ["ms"] = "毫秒", ["W"] = "瓦", ["kW"] = "千瓦",
    };

    public override string Minus => "负";
    public override string Dot => "点";
    public override string At => "艾特";

    public override string Cardinal(long n) => MandarinNumbers.Cardinal(n);

    public override string Number(string number, string noun = "")
    {
        var parts = number.Replace(",", "", StringComparison.Ordinal).Split('.');
        if (parts.Length == 1 && parts[0] == "2" && noun.Length > 0 && "个位本只条张件次年天块元台辆家人名种杯斤岁里公米升克".Contains(noun[0], StringComparison.Ordinal))
            return "两";
        var whole = parts[0].Length > 15 || (parts[0].Length > 1 && parts[0][0] == '0') ? Digits(parts[0]) : Cardinal(Whole(parts[0]));
        return parts.Length == 1 ? whole : $"{whole}点{Digits(parts[1])}";
    }

    public override string Digits(string digits) => MandarinNumbers.Digits(digits);

    public override string Date(int year, int month, int day) => $"{Year(year)}年{Cardinal(month)}月{Cardinal(day)}日";

    public override string Time(int hour, int minute, string half) =>
        half switch { "" => "", "a" => "上午", _ => "下午" } + MandarinNumbers.Counting(hour) + "点"
        + minute switch { 0 => "", 30 => "半", < 10 => "零" + Cardinal(minute) + "分", _ => Cardinal(minute) + "分" };

    public override string Money(string number, string currency, string scale) => Number(number, "元") + scale + currency switch
    {
        "€" or "EUR" => "欧元", "£" or "GBP" => "英镑", "$" or "USD" => "美元", _ => "元",
    };

    public override string Percent(string number) => "百分之" + Number(number);

    public override string? Unit(string number, string unit) =>
        unit == "km/h" ? $"每小时{Number(number)}公里" : Units.TryGetValue(unit, out var name) ? Number(number, name) + name : null;

    public override string Ordinal(long n, string ending) => "第" + Cardinal(n);

    public override string Fraction(int numerator, int denominator) => $"{Cardinal(denominator)}分之{Cardinal(numerator)}";

    public override string Range(string from, string to) => $"{Number(from)}到{Number(to)}";

    public override string Year(int year) => Digits($"{year}");

    public override string? Symbol(char symbol) => symbol switch
    {
        '&' => "和", '+' => "加", '=' => "等于", '@' => "艾特", '#' => "井号", '%' => "百分号", '°' => "度", '×' => "乘", '½' => "二分之一",
        '€' => "欧元", '$' => "美元", '¥' => "元", '℃' => "摄氏度", _ => null,
    };
}
