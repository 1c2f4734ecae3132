using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Portraits;
using Avatar.Core.Rendering;

namespace Avatar.Core.Tests.Rendering;

public class RenderJobTests
{
    private static readonly RenderRequest Request = new() { Text = "Hi." };

    [Fact]
    public void Defaults_are_512_px_square_at_25_fps_without_captions()
    {
        var job = RenderJob.From(Request, "a.mp4");

        Assert.Equal((512, 512, 25), (job.Size.WidthPx, job.Size.HeightPx, job.Rate.FramesPerSecond));
        Assert.Equal(CaptionMode.None, job.Captions);
        Assert.IsType<Background.Keep>(job.Background);
        Assert.Null(job.Language);
        Assert.Null(job.Voice);
        Assert.Null(job.PortraitPath);
    }

    [Fact]
    public void A_shipped_portrait_goes_by_its_name() =>
        Assert.EndsWith("mei_neutral.jpg", RenderJob.From(Request with { Portrait = "mei" }, "a.mp4").PortraitPath, StringComparison.Ordinal);

    [Fact]
    public void A_colour_is_read_as_red_green_blue() =>
        Assert.Equal(new Background.Colour(0x1e, 0x90, 0xff), RenderJob.From(Request with { Background = "#1E90ff" }, "a.mp4").Background);

    [Theory]
    [InlineData(Language.English, "bruce")]
    [InlineData(Language.Mandarin, "mei")]
    [InlineData(Language.Spanish, "sofia")]
    public void Each_language_has_a_default_portrait_that_exists(Language language, string name)
    {
        var path = PortraitCatalog.DefaultFor(language);

        Assert.Contains(name, path, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    public static TheoryData<string, RenderRequest> Wrong => new()
    {
        { "speed", Request with { Speed = 0.49 } },
        { "speed", Request with { Speed = double.NaN } },
        { "size", Request with { Size = 1080 } },
        { "aspect", Request with { Aspect = "2:1" } },
        { "fps", Request with { Fps = 24 } },
        { "captions", Request with { Captions = "SRT" } },
        { "language", Request with { Language = "de" } },
        { "background", Request with { Background = "#12345g" } },
        { "background", Request with { Background = "no such file" } },
        { "portrait", Request with { Portrait = "no such file" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_out_of_range_is_refused_by_the_field_s_name(string field, RenderRequest request)
    {
        var error = Assert.Throws<InvalidInputException>(() => RenderJob.From(request, "a.mp4"));

        Assert.Equal(field, error.Field);
        Assert.DoesNotContain('\n', error.Message);
    }
}
