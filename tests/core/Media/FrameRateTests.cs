using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Tests.Media;

public class FrameRateTests
{
    [Theory]
    [InlineData(25, 960)]
    [InlineData(30, 800)]
    public void A_frame_lasts_a_whole_number_of_samples(int fps, int samples) =>
        Assert.Equal(samples, FrameRate.Parse(fps).SamplesPerFrame(24000));

    [Fact]
    public void Other_rates_are_refused_by_name()
    {
        var error = Assert.Throws<InvalidInputException>(() => FrameRate.Parse(7));
        Assert.Equal("fps", error.Field);
        Assert.Contains("7", error.Message, StringComparison.Ordinal);
    }
}
