using System.Numerics;
using Avatar.Core.Errors;
using Avatar.Core.Portraits;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>Makes a portrait ready to be animated: reads it, finds the face, frames it for the video and separates the person.</summary>
public sealed class PortraitAnalyzer : IDisposable
{
    private const string Field = "portrait";
    private const float SmallestFacePx = 80;
    private const float MostTurnDegrees = 30;
    private const float MostTiltDegrees = 40;
    private const float SoftEnlargement = 2;
    private const float ContinuedFrame = 1.02f;

    private readonly FaceMesh _mesh = new();
    private readonly PersonSegmentation _segmentation = new();

    /// <summary>Analyses a portrait.</summary>
    /// <param name="request">The portrait, the video's size and the background.</param>
    /// <param name="pixelsPerOutputPixel">How many pixels the result has for each of the video's, across and down; more than 0, at most 4.</param>
    /// <exception cref="InvalidInputException">The picture or the background can't be used; the message says why and what would do.</exception>
    public FramedPortrait Analyze(PortraitRequest request, float pixelsPerOutputPixel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (pixelsPerOutputPixel is not (> 0 and <= 4)) throw new ArgumentOutOfRangeException(nameof(pixelsPerOutputPixel), pixelsPerOutputPixel, "Not within 0..4.");
        var name = ImageFile.Shown(request.ImagePath);
        var photo = ImageFile.Read(request.ImagePath, Field);
        var warnings = new List<string>();
        var face = TheFace(photo, name, warnings);
        var pose = PoseOf(face, name);

        var picture = new ImagePyramid(photo);
        var head = HeadBounds.Measure(picture, face, _segmentation);
        var frame = Framing.Choose(head, new Vector2(photo.WidthPx, photo.HeightPx), request.Size);
        var (width, height) = (Scaled(request.Size.WidthPx), Scaled(request.Size.HeightPx));
        var scale = new Vector2(width, height) / frame.Size;
        if (request.Size.HeightPx / frame.Size.Y > SoftEnlargement)
            warnings.Add($"The face in {name} is only {face.WidthPx:0} px wide, so the video will look soft: a larger photo looks better.");
        if (MathF.Max(frame.Size.X / photo.WidthPx, frame.Size.Y / photo.HeightPx) > ContinuedFrame)
            warnings.Add($"{name} has little room around the head for {request.Size}, so its edges are continued: a photo with more room looks better.");

        var image = ImageCutter.Cut(photo, frame, width, height);
        var corner = frame.Centre - frame.Size / 2;
        var landmarks = Array.ConvertAll(face.Landmarks, point => new Vector3((point.X - corner.X) * scale.X, (point.Y - corner.Y) * scale.Y, point.Z * scale.X));
        var mask = _segmentation.Segment(new ImagePyramid(image), ImageRegion.Upright(0, 0, width, height));
        var matte = GuidedMatte.Refine(image, mask);
        var plate = BackgroundPlate.Make(request.Background, width, height);
        if (plate is not null) image = ForegroundColours.Clean(image, matte);
        return new FramedPortrait(image, landmarks, matte, plate, pose, warnings);

        int Scaled(int side) => Math.Max(1, (int)MathF.Round(side * pixelsPerOutputPixel));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mesh.Dispose();
        _segmentation.Dispose();
    }

    private FaceFit TheFace(RgbaImage photo, string name, List<string> warnings)
    {
        var faces = _mesh.FindAll(photo);
        if (faces is not [var face, ..])
            throw new InvalidInputException(Field, $"No face found in {name}: use a frontal photo with the face at least {SmallestFacePx:0} px wide.");
        if (face.WidthPx < SmallestFacePx)
            throw new InvalidInputException(Field, $"The face in {name} is only {face.WidthPx:0} px wide in a picture of {photo.WidthPx}x{photo.HeightPx}: "
                + $"use a photo where it is at least {SmallestFacePx:0} px wide.");
        if (faces.Count > 1) warnings.Add($"{name} shows {faces.Count} faces: the largest is used. Crop the photo to choose another.");
        return face;
    }

    internal static HeadPose PoseOf(FaceFit face, string name)
    {
        var pose = HeadPoseFit.Fit(face.Landmarks);
        var turn = MathF.Max(MathF.Abs(pose.YawDegrees), MathF.Abs(pose.PitchDegrees));
        if (turn > MostTurnDegrees)
            throw new InvalidInputException(Field, $"The face in {name} is turned away by {turn:0} degrees: use a photo turned by at most {MostTurnDegrees:0}.");
        if (MathF.Abs(pose.RollDegrees) > MostTiltDegrees)
            throw new InvalidInputException(Field, $"The face in {name} is tilted by {MathF.Abs(pose.RollDegrees):0} degrees: turn the photo upright.");
        return pose;
    }
}
