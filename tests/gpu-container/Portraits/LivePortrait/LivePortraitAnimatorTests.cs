using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Models;
using Avatar.Core.Portraits;
using Avatar.Engines.Onnx;
using Avatar.Engines.Portraits;
using Avatar.Engines.Portraits.LivePortrait;
using Avatar.Engines.Portraits.Motion;
using Avatar.Engines.Tests.Portraits.Mesh;
using Avatar.Engines.Tests.Portraits.Motion;
using Avatar.Tests;

namespace Avatar.Engines.Tests.Portraits.LivePortrait;

public sealed class LivePortraitAnimatorTests(DrawnFaces faces) : IClassFixture<DrawnFaces>
{
    private static readonly FrameSize Square = new(256, 256);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_model_that_was_not_pulled_is_asked_for()
    {
        using var standIns = new StandIns();
        var nowhere = new EngineSettings(Device.Cpu, Path.Combine(standIns.Folder, "none"));
        var refused = Assert.Throws<InvalidInputException>(() => PortraitEngines.Create("liveportrait", nowhere));
        Assert.Equal("portraitEngine", refused.Field);
        Assert.Contains("./avatar models pull liveportrait", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["mesh"], PortraitEngines.Available(nowhere));
        // Files of another size are not the model either.
        Assert.False(LivePortraitAnimator.IsPulled(standIns.Folder));
    }

    [Fact]
    public void The_manifest_has_every_graph_that_is_loaded()
    {
        using var standIns = new StandIns();
        var files = ModelManifest.Load().Find(LivePortraitModel.Id).Files.Select(file => Path.Combine(standIns.Folder, file.Path)).Order();
        Assert.Equal(files, Directory.GetFiles(Path.Combine(standIns.Folder, LivePortraitModel.Id)).Order());
    }

    [Fact]
    public void On_a_CPU_it_says_beforehand_how_slow_it_is()
    {
        using var animator = new LivePortraitAnimator(Device.Cpu, () => throw new NotSupportedException());
        Assert.Contains("several seconds for every frame", animator.Notice, StringComparison.Ordinal);
        using var fast = new LivePortraitAnimator(Device.Cuda, () => throw new NotSupportedException());
        Assert.Null(fast.Notice);
    }

    [Fact]
    public void A_graph_that_differs_is_named()
    {
        using var standIns = new StandIns();
        File.Copy(standIns.PathOf("stitching_eye"), standIns.PathOf("stitching_lip"), overwrite: true);
        var message = Assert.Throws<RenderFailedException>(standIns.Load).Message;
        Assert.Contains("stitching_lip.onnx", message, StringComparison.Ordinal);
        Assert.Contains("./avatar models pull liveportrait", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_reaches_the_warping_follows_the_controls()
    {
        // Red: how far a lip's point is lowered; green: an eye's; blue: how far another point, stitched, is moved to the right.
        using var standIns = new StandIns((19, 1), (11, 1), (0, 0));
        using var model = standIns.Load();
        var framed = faces.Framed("bruce", Square);
        using var portrait = new LivePortraitPortrait(model, framed, Square);
        var ratios = FaceRatios.Of(framed.Landmarks);
        var rest = Middle(portrait, default);

        // An open jaw asks for the ratio of the opening and the mouth's width.
        var open = Middle(portrait, new FaceControls { JawOpen = 0.3f });
        Assert.Equal(StandIns.Gain * 0.3f * (0.036f + 0.135f) / ratios.MouthOfEyes * 255, open.Red - rest.Red, 2f);
        Assert.Equal(rest.Green, open.Green, 2f);

        // Shut lids take away what open eyes had.
        var shut = Middle(portrait, new FaceControls { LeftLid = 1, RightLid = 1 });
        Assert.Equal(-StandIns.Gain * (ratios.RightEye + ratios.LeftEye) / 2 * 255, shut.Green - rest.Green, 2f);
        Assert.Equal(rest.Red, shut.Red, 2f);

        // The head's move to the left, in crops of 2, and nothing else.
        var eyes = framed.Landmarks[263].X - framed.Landmarks[33].X;
        var moved = Middle(portrait, new FaceControls { HeadShiftX = -0.1f });
        Assert.Equal(-StandIns.Gain * 0.1f * eyes * 2 / FaceCrop.Of(framed.Landmarks).Size.X * 255, moved.Blue - rest.Blue, 2f);
        Assert.Equal(rest.Red, moved.Red, 2f);
    }

    [Fact]
    public void Stitching_moves_what_is_drawn()
    {
        using var plain = new StandIns();
        using var stitched = new StandIns((5, 0));
        var framed = faces.Framed("mei", Square);
        using var plainModel = plain.Load();
        using var stitchedModel = stitched.Load();
        using var first = new LivePortraitPortrait(plainModel, framed, Square);
        using var second = new LivePortraitPortrait(stitchedModel, framed, Square);
        var (before, after) = (Middle(first, default), Middle(second, default));
        Assert.Equal(Math.Min(StandIns.Gain * StandIns.StitchedX * 255, 255 - before.Red), after.Red - before.Red, 3f);
    }

    [Theory]
    [InlineData("bruce", 512, 512)]
    [InlineData("mei", 288, 512)]
    [InlineData("sofia", 640, 360)]
    public void The_face_comes_back_to_where_it_was_and_the_rest_is_the_photo(string name, int width, int height)
    {
        using var standIns = new StandIns();
        using var model = standIns.Load();
        var size = new FrameSize(width, height);
        var framed = faces.Framed(name, size);
        using var portrait = new LivePortraitPortrait(model, framed, size);
        using var frame = portrait.Draw(default, Stop);
        var rest = new Avatar.Engines.Portraits.Mesh.LumaChromaPlanes(framed.Image).Y;
        var crop = FaceCrop.Of(framed.Landmarks);
        var luma = frame.I420.ToArray();
        // The stand-ins take most of the sharpness, so the means of 32 x 32 pixels are compared; a face that is a few pixels off would show.
        for (var y = 0; y + 32 <= height; y += 32)
        for (var x = 0; x + 32 <= width; x += 32)
            Assert.Equal(Mean(rest, x, y), Mean(luma, x, y), 14.0);
        var corner = crop.ToImage(System.Numerics.Vector2.Zero);
        for (var y = 0; y < height; y++)
        for (var x = 0; x < (int)corner.X - 2; x++)
            Assert.Equal(rest[y * width + x], luma[y * width + x]);

        double Mean(byte[] plane, int left, int top) =>
            Enumerable.Range(0, 32 * 32).Average(i => (double)plane[(top + i / 32) * width + left + i % 32]);
    }

    [Fact]
    public async Task A_new_background_stays_behind_the_head()
    {
        using var standIns = new StandIns();
        using var animator = new LivePortraitAnimator(Device.Cpu, standIns.Load);
        var request = new PortraitRequest(Repository.File("assets", "images", "sofia_neutral.jpg"), Square, new Background.Colour(0, 0, 255));
        using var portrait = await animator.PrepareAsync(request, Stop);
        var segment = Spoken.Segment(FrameRate.Fps25, Spoken.At(0, [(Core.Speech.Viseme.OpenVowel, 0.12, 2)]));
        var count = 0;
        await foreach (var frame in portrait.AnimateAsync(segment, Stop))
            using (frame)
            {
                count++;
                // Pure blue is Y 32, Cb 240 (BT.709): in the upper corners, in the animated square or not.
                Assert.Equal(32, frame.I420.Span[8 * 256 + 8], 3f);
                Assert.Equal(240, frame.I420.Span[256 * 256 + 4 * 128 + 4], 4f);
            }

        Assert.Equal(segment.FrameCount, count);
    }

    [Fact]
    public async Task A_segment_that_is_no_longer_wanted_stops()
    {
        using var standIns = new StandIns();
        using var model = standIns.Load();
        using var portrait = new LivePortraitPortrait(model, faces.Framed("bruce", Square), Square);
        using var stop = new CancellationTokenSource();
        var count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var frame in portrait.AnimateAsync(Spoken.Segment(FrameRate.Fps25, Spoken.At(0, Spoken.Sentence)), stop.Token))
                using (frame)
                    if (++count == 2)
                        await stop.CancelAsync();
        });
        Assert.Equal(2, count);
    }

    [Fact]
    public void LivePortrait_s_own_graphs_are_as_expected()
    {
        using var standIns = new StandIns();
        foreach (var name in (string[])["appearance_feature_extractor", "stitching", "stitching_lip"]) standIns.TakeReal(name);
        using var model = standIns.Load();
        using var bruce = model.Appearance(Crop("bruce"));
        using var mei = model.Appearance(Crop("mei"));
        var (one, other) = (bruce[0].GetTensorDataAsSpan<float>().ToArray(), mei[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal(32 * 16 * 64 * 64, one.Length);
        Assert.All(one, value => Assert.True(float.IsFinite(value)));
        Assert.True(one.Zip(other, (a, b) => Math.Abs(a - b)).Average() > 0.01);

        // The lips' point 19 goes down as they open: so it does in LivePortrait's own motion templates.
        var points = model.Motion(Crop("bruce")).Keypoints();
        var moves = new[] { 0.2f, 0.4f, 0.6f, 0.8f }.Select(wanted => model.MoveLips(points, [0.01f, wanted])[19].Y).ToList();
        Assert.Equal(moves.Order(), moves);
        Assert.True(moves[^1] - moves[0] > 0.01f, string.Join(' ', moves));
        Assert.All(model.Stitch(points, points), point => Assert.True(float.IsFinite(point.X + point.Y + point.Z)));
    }

    private float[] Crop(string name)
    {
        var framed = faces.Framed(name, new(512, 512));
        return new Avatar.Engines.Portraits.Analysis.ImagePyramid(framed.Image)
            .SamplePlanes(FaceCrop.Of(framed.Landmarks), LivePortraitModel.InputSide, Avatar.Engines.Portraits.Analysis.Border.Replicate, 1 / 255f, 0);
    }

    /// <summary>The mean colour of the middle of a frame.</summary>
    private static (float Red, float Green, float Blue) Middle(LivePortraitPortrait portrait, FaceControls controls)
    {
        using var frame = portrait.Draw(controls, Stop);
        using var bitmap = FrameImage.ToBitmap(frame);
        var (red, green, blue) = (0f, 0f, 0f);
        for (var y = 124; y < 132; y++)
        for (var x = 124; x < 132; x++)
        {
            var colour = bitmap.GetPixel(x, y);
            (red, green, blue) = (red + colour.Red / 64f, green + colour.Green / 64f, blue + colour.Blue / 64f);
        }

        return (red, green, blue);
    }
}
