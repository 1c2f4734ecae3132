namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>
/// Corrects the readings of characters that have several, where the phrases say nothing and the neighbours decide: 长, 得, 还,
/// 数; and gives the neutral tone to the second half of kin names (妈妈).
/// </summary>
internal static class MandarinPolyphones
{
    private const string Pronouns = "我你您他她它们谁家";
    private const string Kin = "爸妈爷奶哥姐弟妹公婆叔舅姑太宝星娃";
    private const string DegreeAdverbs = "很太更最多真好较不挺非这那越";

    // Verbs with what follows them, where a word begins: 次数不多 is not 数不.
    private static readonly (string Characters, string Pinyin)[] VerbPhrases =
    [
        ("还书", "huan2 shu1"), ("还钱", "huan2 qian2"), ("还债", "huan2 zhai4"), ("还款", "huan2 kuan3"), ("还给", "huan2 gei3"),
        ("还清", "huan2 qing1"), ("数一数", "shu3 yi1 shu3"), ("数着", "shu3 zhe5"), ("数不", "shu3 bu4"), ("数到", "shu3 dao4"),
        ("数清", "shu3 qing1"), ("数数", "shu3 shu4"), ("数钱", "shu3 qian2"), ("量一量", "liang2 yi1 liang2"), ("干什么", "gan4 shen2 me5"),
        ("干吗", "gan4 ma2"), ("干嘛", "gan4 ma2"), ("干活", "gan4 huo2"), ("干得", "gan4 de5"), ("种树", "zhong4 shu4"), ("种花", "zhong4 hua1"),
        ("种菜", "zhong4 cai4"), ("种地", "zhong4 di4"), ("背着", "bei1 zhe5"), ("重做", "chong2 zuo4"), ("重写", "chong2 xie3"),
        ("重来", "chong2 lai2"), ("做得到", "zuo4 de5 dao4"), ("看得到", "kan4 de5 dao4"), ("听得到", "ting1 de5 dao4"),
        ("找得到", "zhao3 de5 dao4"), ("办得到", "ban4 de5 dao4"), ("理了发", "li3 le5 fa4"), ("剪发", "jian3 fa4"),
    ];

    // Words whose last syllable is neutral in Xiandai Hanyu Cidian, also inside longer ones: 小朋友.
    private static readonly (string Characters, string Pinyin)[] NeutralEndings =
    [
        ("头发", "tou2 fa5"), ("漂亮", "piao4 liang5"), ("便宜", "pian2 yi5"), ("暖和", "nuan3 huo5"), ("衣服", "yi1 fu5"), ("清楚", "qing1 chu5"),
        ("朋友", "peng2 you5"), ("告诉", "gao4 su5"), ("先生", "xian1 sheng5"), ("认识", "ren4 shi5"), ("什么", "shen2 me5"), ("怎么", "zen3 me5"),
        ("时候", "shi2 hou5"), ("东西", "dong1 xi5"), ("地方", "di4 fang5"), ("意思", "yi4 si5"), ("舒服", "shu1 fu5"), ("喜欢", "xi3 huan5"),
        ("谢谢", "xie4 xie5"), ("多少", "duo1 shao5"),
    ];

    /// <summary>Corrects the syllables of a stretch in place.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="syllables">Their syllables.</param>
    /// <param name="words">The words as ranges.</param>
    public static void Correct(string[] text, Syllable[] syllables, List<(int Start, int Length)> words)
    {
        foreach (var (start, length) in words)
        {
            if (length == 1) syllables[start] = Single(text, syllables, start);
            for (var i = start; i < start + length; i++)
            {
                if (text[i] == "只" && i > 0 && Is("一二三四五六七八九十百两几这那每", text[i - 1]))
                    syllables[i] = new Syllable("zhi", 1);
                if (text[i] == "地" && i == start + 2 && i == start + length - 1 && text[i - 1] == text[i - 2])
                    syllables[i] = new Syllable("de", 5);
                if (i > start && text[i] == text[i - 1] && Kin.Contains(text[i], StringComparison.Ordinal))
                    syllables[i] = syllables[i] with { Tone = 5 };
                if (text[i] == "们") syllables[i] = syllables[i] with { Tone = 5 };
                if (text[i] == "得" && i > start && i < start + length - 1 && syllables[i].Tone == 2 && text[i - 1] != "不")
                    syllables[i] = new Syllable("de", 5);
            }
        }

        var joined = string.Concat(text);
        if (joined.Length != text.Length) return; // characters outside the basic plane are in none of the phrases
        foreach (var (start, _) in words)
            foreach (var (characters, pinyin) in VerbPhrases)
                if (joined.AsSpan(start).StartsWith(characters))
                    Set(syllables, start, pinyin);
        foreach (var (characters, pinyin) in NeutralEndings)
            for (var at = joined.IndexOf(characters, StringComparison.Ordinal); at >= 0; at = joined.IndexOf(characters, at + 1, StringComparison.Ordinal))
                Set(syllables, at, pinyin);
    }

    private static void Set(Syllable[] syllables, int start, string pinyin)
    {
        foreach (var syllable in pinyin.Split(' ')) syllables[start++] = Syllable.Parse(syllable);
    }

    private static Syllable Single(string[] text, Syllable[] syllables, int i)
    {
        var before = i > 0 ? text[i - 1] : "";
        var after = i + 1 < text.Length ? text[i + 1] : "";
        return text[i] switch
        {
            "长" => Is("得着出成满高大胖起了", after) ? new Syllable("zhang", 3) : new Syllable("chang", 2),
            "得" when before.Length > 0 && !Is(Pronouns, before) && !Is("就还都也总可又已没", before) => new Syllable("de", 5),
            "得" => Is("了到过第奖分病罪知出", after) ? new Syllable("de", 2) : new Syllable("dei", 3),
            "的" => new Syllable("de", 5),
            "地" => i > 1 && after.Length > 0 && !Is("这那的块片各当本此上下在是", before) && !Is("上下里的", after)
                ? new Syllable("de", 5)
                : new Syllable("di", 4),
            "了" => after == "解" ? new Syllable("liao", 3) : new Syllable("le", 5),
            "着" => before.Length > 0 ? new Syllable("zhe", 5) : syllables[i],
            "吗" => new Syllable("ma", 5),
            "呢" => new Syllable("ne", 5),
            "吧" => new Syllable("ba", 5),
            "还" => new Syllable("hai", 2),
            "都" => new Syllable("dou", 1),
            "会" => new Syllable("hui", 4),
            "教" => new Syllable("jiao", 1),
            "少" => new Syllable("shao", 3),
            "朝" => new Syllable("chao", 2),
            "重" => new Syllable("zhong", 4),
            "和" => new Syllable("he", 2),
            "好" => new Syllable("hao", 3),
            "数" => Is("了着", after) || before == "请" ? new Syllable("shu", 3) : new Syllable("shu", 4),
            "干" => Is(DegreeAdverbs, before) || Is("晒擦吹晾服发汗", before) ? new Syllable("gan", 1) : new Syllable("gan", 4),
            _ => syllables[i],
        };
    }

    private static bool Is(string characters, string character) => character.Length > 0 && characters.Contains(character, StringComparison.Ordinal);
}
