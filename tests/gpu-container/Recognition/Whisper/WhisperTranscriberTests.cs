using System.Text.Json;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Recognition;
using Avatar.Core.Speech;
using Avatar.Engines.Audio;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Tests.Speech;

namespace Avatar.Tests.Recognition.Whisper;

/// <summary>With the real models; what they hear is said by Kokoro, or by people where their recordings are at hand.</summary>
[Collection(SpeechTests.Name)]
public sealed class WhisperTranscriberTests(SpeechFixture fixture, ITestOutputHelper output)
{
    private const string English = "She opened the old wooden box carefully, but there was nothing inside except a photograph.";
    private const string Spanish = "Mi abuela vive en un pueblo pequeño cerca del mar, donde las casas son blancas.";
    private const string Mandarin = "人工智能正在改变我们的生活，很多人担心失去工作。";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.English, English, 0)]
    [InlineData(Language.Spanish, Spanish, 0)]
    [InlineData(Language.Mandarin, Mandarin, 0.1)]
    public async Task Reads_what_Kokoro_says_and_when(Language language, string text, double mostErrors)
    {
        var speech = await fixture.SayAsync(text, language);
        var transcript = await fixture.Whisper.TranscribeAsync(speech.Samples, speech.SampleRateHz, null, Stop);

        output.WriteLine(transcript.Text);
        Assert.Equal(language, transcript.Language);
        Assert.InRange(ErrorRate.Of(text, transcript.Text, language).Value, 0, mostErrors);
        AssertOrdered(transcript);
        var errors = StartErrors(speech.Marks.Words, [.. transcript.Segments.SelectMany(segment => segment.Words)]);
        output.WriteLine($"mean error of {errors.Count} word starts: {1000 * errors.Average():0} ms");
        Assert.True(errors.Count >= 5);
        Assert.InRange(errors.Average(), 0, 0.1);

        var languages = await fixture.Whisper.DetectLanguageAsync(speech.Samples, speech.SampleRateHz, Stop);
        Assert.Equal(language, languages!.Likeliest);
        Assert.InRange(languages[language], 0.8, 1);
    }

    [Fact]
    public async Task Reads_more_than_30_seconds_window_by_window_and_follows_the_language()
    {
        var english = await fixture.SayAsync(English, Language.English);
        var spanish = await fixture.SayAsync(Spanish, Language.Spanish);
        var mandarin = await fixture.SayAsync(Mandarin, Language.Mandarin);
        var silence = new float[3 * english.SampleRateHz];
        float[] samples =
        [
            .. english.Samples, .. mandarin.Samples, .. english.Samples, .. spanish.Samples, .. silence,
            .. mandarin.Samples, .. spanish.Samples, .. english.Samples,
        ];
        Assert.True(samples.Length > 35 * english.SampleRateHz);
        var transcript = await fixture.Whisper.TranscribeAsync(samples, english.SampleRateHz, null, Stop);

        output.WriteLine(transcript.Text);
        AssertOrdered(transcript);
        Assert.Equal(
            [Language.English, Language.Mandarin, Language.English, Language.Spanish, Language.Mandarin, Language.Spanish, Language.English],
            transcript.Segments.Select(segment => segment.Language));
        foreach (var (segment, text) in transcript.Segments.Zip([English, Mandarin, English, Spanish, Mandarin, Spanish, English]))
            Assert.InRange(ErrorRate.Of(text, segment.Text, segment.Language).Value, 0, 0.1);
        var lastStart = (double)(samples.Length - english.Samples.Length) / english.SampleRateHz;
        Assert.Equal(lastStart + english.Marks.Words[0].StartSeconds, transcript.Segments[^1].StartSeconds, 0.2);
    }

    [Fact]
    public async Task Long_speech_in_a_known_language_loses_nothing()
    {
        var speech = await fixture.SayAsync(Mandarin, Language.Mandarin);
        float[] samples = [.. Enumerable.Repeat(speech.Samples, 8).SelectMany(all => all)];
        var transcript = await fixture.Whisper.TranscribeAsync(samples, speech.SampleRateHz, Language.Mandarin, Stop);
        Assert.InRange(ErrorRate.Of(string.Concat(Enumerable.Repeat(Mandarin, 8)), transcript.Text, Language.Mandarin).Value, 0, 0.1);
    }

    [Fact]
    public async Task Several_at_once_hear_the_same()
    {
        var speech = await fixture.SayAsync(Spanish, Language.Spanish);
        var transcripts = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => fixture.Whisper.TranscribeAsync(speech.Samples, speech.SampleRateHz, Language.Spanish, Stop)));
        Assert.Single(transcripts.Select(transcript => transcript.Text).Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public async Task Nobody_speaks_in_silence_and_noise(double level)
    {
        var random = new Random(1);
        float[] samples = [.. Enumerable.Range(0, 40 * 16000).Select(_ => (float)(level * (random.NextDouble() - 0.5)))];
        Assert.Empty((await fixture.Whisper.TranscribeAsync(samples, 16000, null, Stop)).Segments);
        Assert.Null(await fixture.Whisper.DetectLanguageAsync(samples, 16000, Stop));
        Assert.Empty((await fixture.Whisper.TranscribeAsync(Array.Empty<float>(), 16000, Language.English, Stop)).Segments);
    }

    [Fact]
    public async Task Speech_in_noise_is_still_understood()
    {
        var speech = await fixture.SayAsync(English, Language.English);
        var random = new Random(1);
        var transcript = await fixture.Whisper.TranscribeAsync(
            speech.Samples.Select(sample => sample + 0.03f * (float)(random.NextDouble() - 0.5)).ToArray(), speech.SampleRateHz, null, Stop);
        Assert.InRange(ErrorRate.Of(English, transcript.Text, Language.English).Value, 0, 0.15);
    }

    [Fact]
    public async Task A_text_that_begins_to_loop_is_cut()
    {
        // Without silence after it the model tends not to find the end of this sentence.
        const string Text = "Climate change is affecting harvests around the world. Farmers have to adapt quickly, or they will lose their income.";
        var speech = await fixture.SayAsync(Text, Language.English);
        var samples = new Resampler(speech.SampleRateHz, LogMel.SampleRateHz).Resample(speech.Samples);
        using var model = WhisperModel.Load();
        using var heard = HeardSound.Hear(model, samples, 0, Stop);
        var written = GreedyWriter.Write(
            model, heard, [WhisperTokens.Start, WhisperTokens.Of(Language.English), WhisperTokens.Transcribe, WhisperTokens.NoTimestamps], Stop);
        Assert.InRange(written.Tokens.Count, 15, 60);
        Assert.Equal(written.Tokens.Count + 1, written.Attention.Count);
        Assert.StartsWith("Climate change is affecting harvests", WhisperVocabulary.Load().Text(written.Tokens).TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_reading_stops_the_listening()
    {
        var speech = await fixture.SayAsync(English, Language.English);
        var samples = new Resampler(speech.SampleRateHz, fixture.Whisper.SampleRateHz).Resample(speech.Samples);
        var ended = false;
        await foreach (var segment in fixture.Whisper.TranscribeAsync(Endless(), Language.English, Stop))
        {
            Assert.NotEqual("", segment.Text);
            break;
        }

        Assert.True(ended);

        async IAsyncEnumerable<float[]> Endless()
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    await Task.Yield();
                    yield return i % 2 == 0 ? samples : new float[3 * 16000];
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    [Fact]
    public async Task A_recording_that_fails_and_a_cancellation_come_through()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await fixture.Whisper.TranscribeAsync(Failing(), null, Stop).ToListAsync(Stop));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Whisper.TranscribeAsync(new float[16000], 16000, null, cancelled.Token));

        static async IAsyncEnumerable<float[]> Failing()
        {
            yield return new float[16000];
            await Task.Yield();
            throw new FileNotFoundException();
        }
    }

    [Theory]
    [InlineData("en_f_librispeech3331.flac", Language.English, 0.1)]
    [InlineData("en_jfk_11s.wav", Language.English, 0.1)]
    [InlineData("en_m_librispeech2609.flac", Language.English, 0.15)]
    [InlineData("es_css10.wav", Language.Spanish, 0.1)]
    [InlineData("zh_aishell.wav", Language.Mandarin, 0.45)]
    [InlineData("zh_css10.wav", Language.Mandarin, 0.25)]
    public async Task Reads_people_as_the_reference_does(string name, Language language, double mostErrors)
    {
        var golden = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.Shared("models", "asr", "golden.json"), Stop));
        var samples = await RecordingReader.ReadAsync(Repository.Shared("speech", name), 16000, Stop);
        var transcript = await fixture.Whisper.TranscribeAsync(samples, 16000, null, Stop);
        var rate = ErrorRate.Of(golden.RootElement.GetProperty(name).GetProperty("text").GetString()!, transcript.Text, language);
        output.WriteLine($"{rate.Value:0.000} {transcript.Text}");
        Assert.Equal(language, transcript.Language);
        Assert.InRange(rate.Value, 0, mostErrors);
        AssertOrdered(transcript);
    }

    private static void AssertOrdered(Transcript transcript)
    {
        var reached = 0.0;
        foreach (var segment in transcript.Segments)
        {
            Assert.NotEmpty(segment.Words);
            foreach (var word in segment.Words)
            {
                Assert.Equal(word.Text, segment.Text.Substring(word.Source.Start, word.Source.Length));
                Assert.True(word.StartSeconds >= reached && word.EndSeconds >= word.StartSeconds, $"{word} after {reached}");
                reached = word.EndSeconds;
            }
        }
    }

    /// <summary>How far words are from where they were said, by their places in the letters of both texts.</summary>
    private static List<double> StartErrors(IReadOnlyList<WordMark> said, IReadOnlyList<WordMark> heard)
    {
        var starts = Starts(said);
        return [.. Starts(heard).Where(start => starts.ContainsKey(start.Key)).Select(start => Math.Abs(start.Value - starts[start.Key]))];

        static Dictionary<int, double> Starts(IReadOnlyList<WordMark> words)
        {
            var (starts, letters) = (new Dictionary<int, double>(), 0);
            foreach (var word in words)
            {
                starts[letters] = word.StartSeconds;
                letters += word.Text.Count(char.IsLetter);
            }

            return starts;
        }
    }
}
