using System.IO.Compression;
using System.Text;
using Avatar.Engines.Speech.Phonemes;
using CsCheck;

namespace Avatar.Engines.Tests.Speech.Phonemes;

public sealed class TsvTableTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.OneOf(Gen.Char['a', 'e'], Gen.Char['一', '丅']), 1, 4];

    [Fact]
    public void Finds_what_a_dictionary_finds() => Gen.Select(Gen.Dictionary(Word, Word)[1, 30], Word.Array[20]).Sample((entries, queries) =>
    {
        var table = Load(string.Concat(entries.Select(entry => $"{entry.Key}\t{entry.Value}\n")));
        foreach (var query in queries.Concat(entries.Keys)) Assert.Equal(entries.GetValueOrDefault(query), table.Find(query));
    }, iter: 200);

    [Fact]
    public void Reads_a_last_line_without_a_line_feed() => Assert.Equal("2", Load("a\t1\nb\t2").Find("b"));

    private static TsvTable Load(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.tsv.gz");
        try
        {
            using (var gzip = new GZipStream(File.Create(file), CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(text));
            return TsvTable.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
