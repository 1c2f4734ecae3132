using System.Numerics;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Engines.Portraits.Analysis;
using Avatar.Engines.Portraits.Mesh;
using Avatar.Engines.Portraits.Motion;
using Avatar.Tests;
using SkiaSharp;

namespace Avatar.Engines.Tests.Portraits.Mesh;

/// <summary>The shipped portraits, framed, and what the face mesh sees in frames drawn from them.</summary>
public sealed class DrawnFaces : IDisposable
{
    private readonly PortraitAnalyzer _analyzer = new();
    private readonly FaceMesh _mesh = new();
    private readonly Dictionary<(string, FrameSize, Background), FramedPortrait> _framed = [];

    public FramedPortrait Framed(string name, FrameSize size, Background? background = null)
    {
        var key = (name, size, background ?? new Background.Keep());
        if (!_framed.TryGetValue(key, out var framed))
            _framed[key] = framed = _analyzer.Analyze(new PortraitRequest(Repository.File("assets", "images", $"{name}_neutral.jpg"), size, key.Item3), 1);
        return framed;
    }

    public byte[] Draw(string name, FrameSize size, FaceControls controls, Background? background = null)
    {
        using var portrait = new MeshPortrait(Framed(name, size, background), size);
        using var frame = portrait.Draw(controls);
        return frame.I420.ToArray();
    }

    public SeenFace See(string name, FaceControls controls)
    {
        var size = new FrameSize(512, 512);
        using var portrait = new MeshPortrait(Framed(name, size), size);
        using var frame = portrait.Draw(controls);
        using var bitmap = FrameImage.ToBitmap(frame);
        using var rgba = bitmap.Copy(SKColorType.Rgba8888);
        return new SeenFace(_mesh.Find(new RgbaImage(size.WidthPx, size.HeightPx, rgba.Bytes))!);
    }

    public void Dispose()
    {
        _analyzer.Dispose();
        _mesh.Dispose();
    }
}

/// <summary>Measures of a drawn face; lengths in distances of the outer eye corners.</summary>
public sealed record SeenFace(FaceFit Fit)
{
    public float MouthWidth => Length(78, 308);

    /// <summary>Opening between the inner lips as a share of the mouth's width.</summary>
    public float Opening => Length(13, 14) / MouthWidth;

    public float LidGap => (Length(159, 145) + Length(386, 374)) / 2;

    public float ChinBelowNose => Length(2, 152);

    /// <summary>How far the tip of the nose is to the image's right of the middle of the eyes.</summary>
    public float NoseToTheRight => (Fit.Flat(1).X - ((Fit.Flat(33).X + Fit.Flat(263).X) / 2)) / Unit;

    private float Unit => Vector2.Distance(Fit.Flat(33), Fit.Flat(263));

    private float Length(int a, int b) => Vector2.Distance(Fit.Flat(a), Fit.Flat(b)) / Unit;
}
