using Avatar.Core.Rendering;

namespace Avatar.Core.Tests.Rendering;

public class VideoShapeTests
{
    [Theory]
    [InlineData(512, "1:1", 512)]
    [InlineData(720, "16:9", 1280)]
    [InlineData(512, "16:9", 910)]
    [InlineData(256, "16:9", 456)]
    [InlineData(512, "9:16", 288)]
    [InlineData(256, "9:16", 144)]
    public void Width_is_the_nearest_even_number(int height, string aspect, int width)
    {
        var size = VideoShape.Parse(height, aspect);

        Assert.Equal((width, height), (size.WidthPx, size.HeightPx));
    }
}
