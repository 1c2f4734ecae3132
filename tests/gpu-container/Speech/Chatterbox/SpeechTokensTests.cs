using Avatar.Engines.Speech.Chatterbox;

namespace Avatar.Tests.Speech.Chatterbox;

public sealed class SpeechTokensTests
{
    [Fact]
    public void What_was_said_is_less_likely()
    {
        // 6 / 1.2 = 5 and 4 / 1.2 = 3.33; -1 x 1.2 = -1.2.
        var logits = Logits((10, 6), (20, 4), (30, 4.5f), (40, -1));
        Assert.Equal(10, SpeechTokens.Next(logits, [10, 20, 40], 1.2f));
        Assert.Equal([5f, 4 / 1.2f, 4.5f, -1.2f], [logits[10], logits[20], logits[30], logits[40]]);

        // 6 / 1.5 = 4.
        Assert.Equal(30, SpeechTokens.Next(Logits((10, 6), (30, 4.5f)), [10], 1.5f));
    }

    [Fact]
    public void The_end_comes_when_it_is_likelier_than_all_speech()
    {
        Assert.Equal(SpeechTokens.Stop, SpeechTokens.Next(Logits((10, 6), (SpeechTokens.Stop, 6.1f)), [], 1.2f));
        Assert.Equal(10, SpeechTokens.Next(Logits((10, 6), (SpeechTokens.Stop, 6)), [], 1.2f));
    }

    [Fact]
    public void Only_speech_and_its_end_are_chosen() =>
        Assert.Equal(10, SpeechTokens.Next(Logits((10, 1), (SpeechTokens.Start, 9), (SpeechTokens.Exaggeration, 9), (SpeechTokens.Logits - 1, 9)), [], 1.2f));

    private static float[] Logits(params (int Token, float Value)[] values)
    {
        var logits = new float[SpeechTokens.Logits];
        Array.Fill(logits, -10);
        foreach (var (token, value) in values) logits[token] = value;
        return logits;
    }
}
