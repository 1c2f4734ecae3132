using Avatar.Core.GpuService;
using Avatar.Core.Portraits.Motions;
using CsCheck;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class MotionEndpointTests(TestContainer container)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clips_motion_moves_a_portrait()
    {
        var (call, _) = await TestContainer.AnimationAsync("One, two, three, four, five.", 256);
        await container.PostAsync<AnimateCall, AnimateAnswer>("/v1/animate", call with { Output = new EncodedOutput { Video = new UploadTarget(container.Url("clip.mp4")) } });

        var motion = await container.PostAsync<MotionCall, MotionTemplate>("/v1/motion", new MotionCall(container.Url("clip.mp4")));

        Assert.InRange(motion.Seconds, call.FrameCount / 25.0 - 0.1, call.FrameCount / 25.0);
        var (seeded, moved) = (await FramesAsync(call), await FramesAsync(call with { Motion = motion }));
        Assert.Equal(seeded.Length, moved.Length);
        Assert.NotEqual(seeded, moved);
        Assert.Equal(moved, await FramesAsync(call with { Motion = motion, Seed = 2 }));
    }

    [Fact]
    public async Task What_is_no_clip_is_refused_whatever_it_is() =>
        await Gen.Byte.Array[1, 5000].SampleAsync(
            async bytes => Assert.Equal("motion", (await container.RefusedAsync("/v1/motion", new MotionCall("data:video/mp4;base64," + Convert.ToBase64String(bytes)))).Field), iter: 10);

    [Theory]
    [InlineData(0)]
    [InlineData(22 * 29)]
    [InlineData(22 * 30 + 1)]
    [InlineData(22 * 1801)]
    public async Task A_motion_that_no_clip_gives_is_refused(int bytes)
    {
        var (call, _) = await TestContainer.AnimationAsync("One.");
        var refusal = await container.RefusedAsync("/v1/animate", call with { Motion = new MotionTemplate(new byte[bytes]) });
        Assert.Equal("motion", refusal.Field);
        Assert.Contains($"{bytes} bytes", refusal.Detail, StringComparison.Ordinal);
    }

    private async Task<byte[]> FramesAsync(AnimateCall call)
    {
        using var response = await container.PostAsync("/v1/animate", call, AnimateCall.FramesType);
        Assert.True(response.IsSuccessStatusCode);
        return await response.Content.ReadAsByteArrayAsync(Stop);
    }
}
