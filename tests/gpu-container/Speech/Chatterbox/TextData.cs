using System.Text.Json;
using Avatar.Engines.Onnx;

namespace Avatar.Tests.Speech.Chatterbox;

/// <summary>A part of Chatterbox's text data, with the ids of the published tokenizer.json; the order of the merges is made up.</summary>
internal static class TextData
{
    public const int English = 708;
    public const int Spanish = 635;
    public const int Mandarin = 725;

    private static readonly Dictionary<string, int> Pieces = new()
    {
        ["[STOP]"] = 0, ["[UNK]"] = 1, ["[SPACE]"] = 2, ["'"] = 4, [","] = 7, ["."] = 9, ["?"] = 13, ["[START]"] = 255,
        ["a"] = 14, ["c"] = 16, ["d"] = 17, ["e"] = 18, ["h"] = 21, ["i"] = 22, ["l"] = 25, ["m"] = 26, ["n"] = 27, ["o"] = 28, ["p"] = 29, ["s"] = 32, ["t"] = 33,
        ["u"] = 34, ["w"] = 36, ["y"] = 38,
        ["as"] = 55, ["it"] = 60, ["es"] = 61, ["le"] = 64, ["ld"] = 79, ["no"] = 95, ["mo"] = 115, ["co"] = 174, ["est"] = 218, ["¿"] = 360, ["\u0301"] = 764,
        ["z"] = 2400,
    };

    private static readonly string[] Merges = ["e s", "es t", "n o", "l e", "a s", "i t", "l d", "c o", "m o"];

    private static readonly Dictionary<string, int> Names = new[] { ("[STOP]", 0), ("[UNK]", 1), ("[SPACE]", 2), ("[START]", 255), ("[es]", Spanish), ("[en]", English), ("[zh]", Mandarin) }
        .Concat(Enumerable.Range(0, 26).Select(i => ($"[cj_{(char)('a' + i)}]", 733 + i)))
        .Append(("[cj_.]", 2064))
        .Append(("[giggle]", 2401))
        .ToDictionary();

    /// <summary>tokenizer.json.</summary>
    public static string Tokenizer { get; } = JsonSerializer.Serialize(new
    {
        added_tokens = Names.Select(name => new { id = name.Value, content = name.Key, special = true }),
        model = new { type = "BPE", unk_token = "[UNK]", vocab = Pieces, merges = Merges },
    });

    /// <summary>Cangjie5_TC.json.</summary>
    public static string Cangjie { get; } = JsonSerializer.Serialize<string[]>(["你\tonf\tmore", "好\tvnd", "世\tpt", "界\twoll"]);

    /// <summary>A file of a folder, as a graph's.</summary>
    public static GraphFile Write(string folder, string name, string content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return new GraphFile(path, "pull it again");
    }
}
