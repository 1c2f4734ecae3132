using System.Diagnostics;
using Avatar.Core.Captions;
using Avatar.Core.GpuService;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Rendering;
using Avatar.Engines.Portraits.Mesh;
using SkiaSharp;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class PortraitEndpointTests(TestContainer container)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_are_those_that_are_drawn_in_process()
    {
        var (call, speech) = await TestContainer.AnimationAsync("Papa and mama.");
        using var engine = new MeshPortraitAnimator();
        using var portrait = await engine.PrepareAsync(new PortraitRequest(PortraitCatalog.PathOf("bruce"), new FrameSize(128, 128), new Background.Keep()), Stop);
        var here = new MemoryStream();
        await foreach (var frame in portrait.AnimateAsync(new AnimationSegment(FrameRate.Fps25, 0, call.FrameCount, call.Speech, 1), Stop))
            using (frame)
                here.Write(frame.I420.Span);

        using var response = await container.PostAsync("/v1/animate", call, AnimateCall.FramesType);

        Assert.Equal(AnimateCall.FramesType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(here.ToArray(), await response.Content.ReadAsByteArrayAsync(Stop));
        Assert.True(speech.DurationSeconds > 0.5);
    }

    [Fact]
    public async Task An_encoded_segment_and_its_poster_go_where_they_are_to_go()
    {
        var (call, _) = await TestContainer.AnimationAsync("One, two.");
        call = call with
        {
            Output = new EncodedOutput
            {
                Video = new UploadTarget(container.Url("one.mp4")),
                Poster = new UploadTarget(container.Url("one.png")),
                PosterFrame = 3,
                Captions = [new CaptionCue(0, 1, ["One"])],
            },
        };
        var answer = await container.PostAsync<AnimateCall, AnimateAnswer>("/v1/animate", call);

        Assert.Equal(call.FrameCount, answer.FrameCount);
        Assert.Equal(new FileInfo(container.File("one.mp4")).Length, answer.VideoBytes);
        using var poster = SKBitmap.Decode(container.File("one.png"));
        Assert.Equal(128, poster.Width);
        Assert.Equal(call.FrameCount, FramesOf(container.File("one.mp4")));
    }

    [Fact]
    public async Task A_picture_without_a_face_is_refused_and_a_picture_is_looked_at_once()
    {
        using var bitmap = new SKBitmap(300, 300);
        bitmap.Erase(SKColors.CornflowerBlue);
        using (var file = File.Create(container.File("blue.png"))) bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        var refusal = await container.RefusedAsync("/v1/portraits", new PortraitCall("mesh", container.Url("blue.png"), 128, 128));
        Assert.Equal("portrait", refusal.Field);
        Assert.Contains("No face", refusal.Detail, StringComparison.Ordinal);

        var answer = await container.PostAsync<PortraitCall, PortraitAnswer>("/v1/portraits", new PortraitCall("mesh", TestContainer.DataUrl(PortraitCatalog.PathOf("mei")), 128, 128, "#00ff00"));
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public async Task A_portrait_without_an_image_is_refused()
    {
        var refusal = await container.RefusedAsync("/v1/portraits", new { engine = "mesh", widthPx = 128, heightPx = 128 });
        Assert.Equal("image", refusal.Field);
        Assert.Contains("missing", refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(127, 128, "keep", "widthPx")]
    [InlineData(128, 4096, "keep", "widthPx")]
    [InlineData(128, 128, "#12", "background")]
    [InlineData(128, 128, "ftp://example.com/a.png", "background")]
    public async Task A_portrait_that_can_not_be_drawn_is_refused_by_its_field(int widthPx, int heightPx, string background, string field) =>
        Assert.Equal(field, (await container.RefusedAsync(
            "/v1/portraits", new PortraitCall("mesh", TestContainer.DataUrl(PortraitCatalog.PathOf("mei")), widthPx, heightPx, background))).Field);

    [Fact]
    public async Task Too_many_frames_and_a_poster_from_elsewhere_are_refused()
    {
        var (call, _) = await TestContainer.AnimationAsync("One.");
        Assert.Equal("frameCount", (await container.RefusedAsync("/v1/animate", call with { FrameCount = 4001 })).Field);
        Assert.Equal("speech", (await container.RefusedAsync("/v1/animate", call with { Speech = [] })).Field);
        Assert.Equal("speech", (await container.RefusedAsync("/v1/animate", call with { Speech = [null!] })).Field);
        var speech = call.Speech[0];
        Assert.Equal("speech", (await container.RefusedAsync("/v1/animate", call with { Speech = [speech with { StartSeconds = 1e300 }] })).Field);
        Assert.Equal("speech", (await container.RefusedAsync("/v1/animate", call with { Speech = [speech with { Prosody = speech.Prosody with { HopSeconds = 0 } }] })).Field);
        Assert.Equal("speech", (await container.RefusedAsync("/v1/animate", call with { Speech = [speech with { Marks = speech.Marks with { Visemes = [null!] } }] })).Field);
        var output = new EncodedOutput { Video = new UploadTarget(container.Url("a.mp4")), Poster = new UploadTarget(container.Url("a.png")), PosterFrame = 1000 };
        Assert.Equal("output", (await container.RefusedAsync("/v1/animate", call with { Output = output })).Field);
        Assert.False(File.Exists(container.File("a.mp4")));
    }

    internal static int FramesOf(string video)
    {
        using var probe = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", video]) { RedirectStandardOutput = true })!;
        return int.Parse(probe.StandardOutput.ReadToEnd().Trim().TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture);
    }
}
