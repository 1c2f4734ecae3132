using Avatar.Engines.Recognition.Whisper;

namespace Avatar.Tests.Recognition.Whisper;

public class RepetitionLoopTests
{
    [Fact]
    public void A_loop_is_what_repeats_four_times_and_for_long()
    {
        Assert.Equal(15, RepetitionLoop.Length([9, 8, .. Enumerable.Repeat(1, 16)]));
        Assert.Equal(15, RepetitionLoop.Length([9, .. Repeat([1, 2, 3, 4, 5], 4)]));
        Assert.Equal(14, RepetitionLoop.Length([9, .. Repeat([1, 2], 8)]));
    }

    [Fact]
    public void What_people_say_is_none()
    {
        Assert.Equal(0, RepetitionLoop.Length([]));
        Assert.Equal(0, RepetitionLoop.Length([.. Enumerable.Repeat(1, 15)]));
        Assert.Equal(0, RepetitionLoop.Length([.. Repeat([1, 2, 3, 4, 5, 6], 3)]));
        Assert.Equal(0, RepetitionLoop.Length([.. Repeat([1, 2, 3, 4, 5], 4), 9]));
        Assert.Equal(0, RepetitionLoop.Length([.. Enumerable.Range(0, 200)]));
    }

    private static IEnumerable<int> Repeat(int[] tokens, int times) => Enumerable.Repeat(tokens, times).SelectMany(all => all);
}
