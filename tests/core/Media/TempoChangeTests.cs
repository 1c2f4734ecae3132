using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public sealed class TempoChangeTests
{
    private const int RateHz = 24000;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.25)]
    [InlineData(2)]
    public async Task Changes_the_length_and_not_the_pitch(double tempo)
    {
        float[] tone = [.. Enumerable.Range(0, 2 * RateHz).Select(i => MathF.Sin(2 * MathF.PI * 200 * i / RateHz) / 2)];
        var changed = await TempoChange.ApplyAsync(tone, RateHz, tempo, TestContext.Current.CancellationToken);
        Assert.Equal(tone.Length / tempo, changed.Length, RateHz / 20.0);
        var middle = changed[(changed.Length / 4)..(changed.Length * 3 / 4)];
        var crossings = middle.Zip(middle.Skip(1)).Count(pair => pair is { First: < 0, Second: >= 0 });
        Assert.Equal(200, crossings * (double)RateHz / middle.Length, 5.0);
        Assert.InRange(middle.Max(), 0.4f, 0.6f);
    }
}
