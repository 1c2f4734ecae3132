using Avatar.Engines.Audio;
using Avatar.Core.Speech;
using Avatar.Engines.Voices;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>
/// When each word was said: the tokens are laid along the time so that all of them together look where the model looked (dynamic time warping over the
/// logarithm of its attention).
/// </summary>
internal static class WordTimes
{
    private const double PlaceSeconds = 0.02;
    private const int PlaceSamples = (int)(PlaceSeconds * LogMel.SampleRateHz);
    private const float LeastAttention = 1e-3f;

    /// <summary>
    /// How far the model looks ahead of the sound. Measured against the marks of synthesized speech: 68 ms for English, 35 for Spanish, 47 for Mandarin; the
    /// attention's steps are 20 ms.
    /// </summary>
    private const double LeadSeconds = 0.05;

    /// <summary>Times the words of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="attention">A row for every token and the end, a value for every 20 ms.</param>
    /// <param name="words">The words.</param>
    /// <returns>Times from the start of the recording.</returns>
    public static IReadOnlyList<WordMark> Of(SpeechWindow window, IReadOnlyList<float[]> attention, WrittenWords words)
    {
        var places = (window.Samples.Length + PlaceSamples - 1) / PlaceSamples;
        var starts = TimeWarp.Starts([.. attention.Select(row => Costs(row.AsSpan(0, Math.Min(places, row.Length))))]);
        return [.. words.Words.Select(word => Mark(word, starts[word.FirstToken], starts[word.EndToken]))];

        WordMark Mark(WrittenWord word, int first, int end)
        {
            var (startSeconds, endSeconds) = Trim(window, first * PlaceSeconds + LeadSeconds, end * PlaceSeconds + LeadSeconds);
            var source = new TextSpan(word.Start, word.End - word.Start);
            return new WordMark(words.Text[word.Start..word.End], window.StartSeconds + startSeconds, window.StartSeconds + endSeconds, source);
        }
    }

    /// <summary>Leaves out the silence at both ends of a word: that before the first one is always part of it, and that of a pause often.</summary>
    private static (double StartSeconds, double EndSeconds) Trim(SpeechWindow window, double startSeconds, double endSeconds)
    {
        endSeconds = Math.Min(endSeconds, (double)window.Samples.Length / LogMel.SampleRateHz);
        startSeconds = Math.Min(startSeconds, endSeconds);
        var from = (int)(startSeconds / VoiceActivity.ChunkSeconds);
        var to = Math.Min(window.IsSpoken.Length, (int)(endSeconds / VoiceActivity.ChunkSeconds) + 1);
        var (first, last) = (window.IsSpoken.AsSpan(from..to).IndexOf(true), window.IsSpoken.AsSpan(from..to).LastIndexOf(true));
        if (first < 0) return (startSeconds, endSeconds);
        return (Math.Max(startSeconds, (from + first) * VoiceActivity.ChunkSeconds), Math.Min(endSeconds, (from + last + 1) * VoiceActivity.ChunkSeconds));
    }

    private static float[] Costs(ReadOnlySpan<float> row)
    {
        var costs = new float[row.Length];
        for (var i = 0; i < costs.Length; i++) costs[i] = -MathF.Log(row[i] + LeastAttention);
        return costs;
    }
}
