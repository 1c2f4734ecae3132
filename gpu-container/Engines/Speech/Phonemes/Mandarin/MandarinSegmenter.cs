using System.Buffers.Text;
using System.Text;
using Avatar.Core.Installation;

namespace Avatar.Engines.Speech.Phonemes.Mandarin;

/// <summary>
/// Cuts hanzi into words: the cut whose words are most probable together, by their frequencies in
/// <c>models/speech/g2p/zh_words.tsv.gz</c> (jieba, MIT), without guessing at words that are not there.
/// </summary>
internal sealed class MandarinSegmenter
{
    private readonly TsvTable _frequencies;
    private readonly double _logTotal;

    private MandarinSegmenter(TsvTable frequencies)
    {
        _frequencies = frequencies;
        var total = 0L;
        frequencies.ForEachValue(value => total += Number(value));
        _logTotal = Math.Log(total);
    }

    /// <summary>A segmenter with the product's words.</summary>
    public static MandarinSegmenter Load() => new(TsvTable.Load(ProductFiles.Model("speech", "g2p", "zh_words.tsv.gz")));

    /// <summary>The words of a text in order, as ranges of its characters.</summary>
    /// <param name="text">Hanzi, one a rune.</param>
    public List<(int Start, int Length)> Cut(Rune[] text)
    {
        var offsets = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++) offsets[i + 1] = offsets[i] + text[i].Utf8SequenceLength;
        var utf8 = new byte[offsets[^1]];
        for (var i = 0; i < text.Length; i++) text[i].EncodeToUtf8(utf8.AsSpan(offsets[i]));

        // From the end: the best cut of what starts here. Of two equally good ones the longer word is taken.
        var best = new double[text.Length + 1];
        var lengths = new int[text.Length];
        for (var start = text.Length - 1; start >= 0; start--)
        {
            best[start] = double.NegativeInfinity;
            for (var end = start + 1; end <= text.Length && offsets[end] - offsets[start] <= _frequencies.LongestKeyBytes; end++)
            {
                var frequency = Number(_frequencies.Find(utf8.AsSpan(offsets[start]..offsets[end])));
                if (frequency == 0 && end > start + 1) continue;
                var score = Math.Log(Math.Max(frequency, 1)) - _logTotal + best[end];
                if (score < best[start]) continue;
                best[start] = score;
                lengths[start] = end - start;
            }
        }

        var words = new List<(int, int)>();
        for (var start = 0; start < text.Length; start += lengths[start]) words.Add((start, lengths[start]));
        return words;
    }

    private static long Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out long number, out _) ? number : 0;
}
