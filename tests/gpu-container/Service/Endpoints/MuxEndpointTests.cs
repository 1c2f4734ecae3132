using Avatar.Core.GpuService;
using Avatar.Core.Media;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class MuxEndpointTests(TestContainer container)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Segments_become_one_video_in_the_answer_or_in_a_file()
    {
        var (call, speech) = await TestContainer.AnimationAsync("Good morning.");
        await container.PostAsync<AnimateCall, AnimateAnswer>("/v1/animate", call with { Output = new EncodedOutput { Video = new UploadTarget(container.Url("morning.mp4")) } });
        await SegmentAudio.WriteAsync(container.File("morning.wav"), speech, FrameRate.Fps25, Stop);
        var source = new SegmentSource(container.Url("morning.mp4"), container.Url("morning.wav"));
        var mux = new MuxCall([source, source], 25, VideoFormat.Mp4, null);

        using var response = await container.PostAsync("/v1/mux", mux);
        Assert.Equal("video/mp4", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsByteArrayAsync(Stop);
        var answer = await container.PostAsync<MuxCall, MuxAnswer>("/v1/mux", mux with { Output = new UploadTarget(container.Url("both.mp4")) });

        Assert.Equal(body, await File.ReadAllBytesAsync(container.File("both.mp4"), Stop));
        Assert.Equal(body.Length, answer.VideoBytes);
        Assert.Equal(2 * call.FrameCount, PortraitEndpointTests.FramesOf(container.File("both.mp4")));
    }

    [Fact]
    public async Task No_segments_and_a_file_that_is_not_there_are_refused()
    {
        Assert.Equal("segments", (await container.RefusedAsync("/v1/mux", new MuxCall([], 25, VideoFormat.Mp4, null))).Field);
        var refusal = await container.RefusedAsync("/v1/mux", new MuxCall([new SegmentSource(container.Url("no.mp4"), container.Url("no.wav"))], 25, VideoFormat.Mp4, null));
        Assert.Contains("no.mp4", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playlist_that_points_elsewhere_and_a_wav_of_another_kind_never_reach_ffmpeg()
    {
        await File.WriteAllTextAsync(container.File("list.mp4"), "ffconcat version 1.0\nfile '/etc/passwd'\n", Stop);
        await File.WriteAllBytesAsync(container.File("fake.mp4"), [0, 0, 0, 8, (byte)'f', (byte)'t', (byte)'y', (byte)'p'], Stop);
        await File.WriteAllTextAsync(container.File("list.wav"), "RIFF and nothing else", Stop);
        foreach (var (video, part) in new[] { ("list.mp4", "no mp4 file"), ("fake.mp4", "no mono WAV file") })
        {
            var refusal = await container.RefusedAsync("/v1/mux", new MuxCall([new SegmentSource(container.Url(video), container.Url("list.wav"))], 25, VideoFormat.Mp4, null));
            Assert.Equal("segments", refusal.Field);
            Assert.Contains(part, refusal.Detail, StringComparison.Ordinal);
        }
    }
}
