using Avatar.Core.Artifacts;
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
        var job = RenderJob.From(Request);

        Assert.Equal((512, 512, 25), (job.Size.WidthPx, job.Size.HeightPx, job.Rate.FramesPerSecond));
        Assert.Equal(CaptionMode.None, job.Captions);
        Assert.Equal(new BackgroundChoice.Plain(new Background.Keep()), job.Background);
        Assert.Null(job.Language);
        Assert.Null(job.Voice);
        Assert.Null(job.Portrait);
    }

    [Fact]
    public void A_shipped_portrait_goes_by_its_name() =>
        Assert.Equal(new PortraitChoice.Shipped("mei"), RenderJob.From(Request with { Portrait = "mei" }).Portrait);

    [Fact]
    public void A_stored_image_goes_by_its_key()
    {
        var key = ArtifactKey.Of("images", "ab12.png");
        var job = RenderJob.From(Request with { Portrait = key.Value, Background = key.Value });

        Assert.Equal(new PortraitChoice.Stored(key), job.Portrait);
        Assert.Equal(new BackgroundChoice.Stored(key), job.Background);
    }

    [Fact]
    public void A_clips_motion_goes_by_its_key() =>
        Assert.Equal(ArtifactKey.Of("motions", "ab12-1.json"), RenderJob.From(Request with { Motion = "motions/ab12-1.json" }).Motion);

    [Fact]
    public void A_colour_is_read_as_red_green_blue() =>
        Assert.Equal(new BackgroundChoice.Plain(new Background.Colour(0x1e, 0x90, 0xff)), RenderJob.From(Request with { Background = "#1E90ff" }).Background);

    [Theory]
    [InlineData(Language.English, "bruce")]
    [InlineData(Language.Mandarin, "mei")]
    [InlineData(Language.Spanish, "sofia")]
    public void Each_language_has_a_default_portrait_that_exists(Language language, string name)
    {
        Assert.Equal(name, PortraitCatalog.DefaultFor(language));
        Assert.True(File.Exists(PortraitCatalog.PathOf(name)));
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
        { "background", Request with { Background = "videos/other.mp4" } },
        { "portrait", Request with { Portrait = "nobody" } },
        { "portrait", Request with { Portrait = "../bruce" } },
        { "portrait", Request with { Portrait = "videos/other.mp4" } },
        { "motion", Request with { Motion = "clip.mp4" } },
        { "motion", Request with { Motion = "images/ab12.png" } },
        { "format", Request with { Format = "mov" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_out_of_range_is_refused_by_the_field_s_name(string field, RenderRequest request)
    {
        var error = Assert.Throws<InvalidInputException>(() => RenderJob.From(request));

        Assert.Equal(field, error.Field);
        Assert.DoesNotContain('\n', error.Message);
    }
}
