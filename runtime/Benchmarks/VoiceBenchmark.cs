using System.Diagnostics;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Voices;

namespace Avatar.Runtime.Benchmarks;

/// <summary>How a voice says sentences of one language.</summary>
/// <param name="Similarities">How alike each sentence and the person sound.</param>
/// <param name="ErrorRate">The share of words, in Mandarin of characters, that a recogniser gets wrong.</param>
/// <param name="Quality">The mean DNSMOS rating of the whole, 1 to 5.</param>
/// <param name="RealTimeFactor">Seconds of synthesis for one second of speech.</param>
internal sealed record VoiceFigures(IReadOnlyList<double> Similarities, double ErrorRate, double Quality, double RealTimeFactor);

/// <summary>Compares cloned voices with the default voice of each language, on the same sentences.</summary>
internal sealed class VoiceBenchmark(ISpeechSynthesizer speech) : IDisposable
{
    private readonly SpeechPlanner _planner = new();
    private readonly VoiceJudge _judge = new();
    private readonly WhisperTranscriber _whisper = new();

    /// <summary>The head of the table.</summary>
    public const string Head =
        """
                             similarity             errors %        quality          speed
        voice         lang  mean  least default  voice default  voice default  voice default
        """;

    /// <summary>Measures a voice in a language.</summary>
    /// <returns>A row of the table.</returns>
    public async Task<string> MeasureAsync(VoiceProfile voice, Language language, CancellationToken cancellationToken)
    {
        var (own, stock) = (await SayAsync(voice.Name, voice, language, cancellationToken), await SayAsync(speech.DefaultVoice(language), voice, language, cancellationToken));
        return $"{voice.Name,-13} {language.Code(),-4} {own.Similarities.Average(),5:0.000} {own.Similarities.Min(),6:0.000} {stock.Similarities.Average(),7:0.000}  " +
            $"{100 * own.ErrorRate,5:0.0} {100 * stock.ErrorRate,7:0.0}  {own.Quality,5:0.00} {stock.Quality,7:0.00}  {own.RealTimeFactor,5:0.00} {stock.RealTimeFactor,7:0.00}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _judge.Dispose();
        _whisper.Dispose();
    }

    private async Task<VoiceFigures> SayAsync(string name, VoiceProfile person, Language language, CancellationToken cancellationToken)
    {
        var (verdicts, errors, units, seconds, work) = (new List<VoiceVerdict>(), 0, 0, 0.0, TimeSpan.Zero);
        foreach (var text in VoiceSentences.In(language))
        {
            var segment = _planner.Plan(text, language, 1).Segments.Single();
            var watch = Stopwatch.StartNew();
            var said = await speech.SynthesizeAsync(segment, name, 1, cancellationToken);
            work += watch.Elapsed;
            seconds += said.DurationSeconds;
            verdicts.Add(_judge.Judge(said.Samples, said.SampleRateHz, person.Embedding));
            var heard = await _whisper.TranscribeAsync(said.Samples, said.SampleRateHz, language, cancellationToken);
            var rate = ErrorRate.Of(text, heard.Text, language);
            (errors, units) = (errors + rate.Errors, units + rate.ReferenceUnits);
        }

        return new VoiceFigures(
            [.. verdicts.Select(verdict => verdict.Similarity)], (double)errors / units, verdicts.Average(verdict => verdict.Quality.Overall), work.TotalSeconds / seconds);
    }
}
