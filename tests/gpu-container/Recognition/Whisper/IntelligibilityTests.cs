using Avatar.Core.Languages;
using Avatar.Engines.Recognition.Whisper;
using Avatar.Engines.Voices;
using Avatar.Tests.Voices;

namespace Avatar.Tests.Recognition.Whisper;

public sealed class IntelligibilityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sentence_becomes_harder_to_understand_with_noise_and_is_not_understood_as_another()
    {
        using var whisper = WhisperModel.Load();
        var intelligibility = new Intelligibility(whisper);
        var speech = await TestSound.ReadAsync("en_jfk_11s.wav");
        var first = speech[..(5 * VoiceEars.SampleRateHz)];
        var tokens = intelligibility.Write(first, Language.English, Stop);
        var clear = intelligibility.LogProbability(first, Language.English, tokens, Stop);
        Assert.InRange(clear, -1, 0);

        var random = new Random(1);
        double Noisy(float level) => intelligibility.LogProbability([.. first.Select(value => value + level * (2 * random.NextSingle() - 1))], Language.English, tokens, Stop);
        var (little, much) = (Noisy(0.05f), Noisy(0.5f));
        Assert.True(clear > little && little > much, $"clear {clear:0.00}, with noise {little:0.00}, with more {much:0.00}");

        var other = intelligibility.LogProbability(speech.AsSpan(6 * VoiceEars.SampleRateHz), Language.English, tokens, Stop);
        Assert.True(other < clear - 1, $"its own {clear:0.00}, of other words {other:0.00}");
    }
}
