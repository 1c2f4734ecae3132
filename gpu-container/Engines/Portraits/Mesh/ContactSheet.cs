using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Motion;
using SkiaSharp;

namespace Avatar.Engines.Portraits.Mesh;

/// <summary>One picture of a portrait in every pose that matters, to be looked at after each change to the engine.</summary>
public static class ContactSheet
{
    private const int Columns = 4;

    private static readonly (string Name, FaceControls Controls)[] Poses =
    [
        ("rest", default),
        ("AA", new() { JawOpen = 0.9f, UpperLipRaise = 0.2f, LowerLipDrop = 0.35f }),
        ("EE", new() { JawOpen = 0.22f, Stretch = 1, UpperLipRaise = 0.2f, LowerLipDrop = 0.45f }),
        ("OO", new() { JawOpen = 0.18f, Pucker = 1, LowerLipDrop = 0.2f }),
        ("OH", new() { JawOpen = 0.65f, Pucker = 0.65f, UpperLipRaise = 0.1f, LowerLipDrop = 0.25f }),
        ("FV", new() { JawOpen = 0.08f, LowerLipTuck = 0.9f, UpperLipRaise = 0.35f }),
        ("MM", new() { JawOpen = 0.05f, LipPress = 0.55f }),
        ("TH", new() { JawOpen = 0.18f, TongueOut = 1, TongueHeight = 0.3f, UpperLipRaise = 0.1f, LowerLipDrop = 0.35f }),
        ("speech a", new() { JawOpen = 0.5f, UpperLipRaise = 0.15f, LowerLipDrop = 0.25f, HeadYawDegrees = 2 }),
        ("half blink", new() { LeftLid = 0.5f, RightLid = 0.5f }),
        ("blink", new() { LeftLid = 1, RightLid = 1 }),
        ("gaze", new() { GazeXDegrees = 6, GazeYDegrees = 2, BrowInner = 1, BrowOuter = 1 }),
        ("yaw 7", new() { HeadYawDegrees = 7 }),
        ("yaw -7, open", new() { HeadYawDegrees = -7, JawOpen = 0.6f, LowerLipDrop = 0.3f }),
        ("pitch 5", new() { HeadPitchDegrees = 5 }),
        ("roll 4, smile", new() { HeadRollDegrees = 4, CornerRaise = 1, HeadPitchDegrees = -5 }),
    ];

    /// <summary>Draws the sheet as a PNG.</summary>
    /// <param name="request">The portrait, as for a video; its size is that of one picture on the sheet.</param>
    /// <param name="path">The file to write.</param>
    public static void Save(PortraitRequest request, string path)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var analyzer = new PortraitAnalyzer();
        using var portrait = new MeshPortrait(analyzer.Analyze(request, 1), request.Size);
        var (width, height) = (request.Size.WidthPx, request.Size.HeightPx);
        using var sheet = new SKBitmap(width * Columns, height * ((Poses.Length + Columns - 1) / Columns));
        using var canvas = new SKCanvas(sheet);
        for (var i = 0; i < Poses.Length; i++)
        {
            using var frame = portrait.Draw(Poses[i].Controls);
            using var picture = FrameImage.ToBitmap(frame);
            canvas.DrawBitmap(picture, i % Columns * width, i / Columns * height, SKSamplingOptions.Default);
        }

        canvas.Flush();
        using var file = File.Create(path);
        sheet.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
