using System.Numerics;

namespace Avatar.Engines.Portraits.Analysis;

/// <summary>An image of 8-bit sRGB pixels, 4 bytes each (R, G, B, 255), rows without padding.</summary>
public sealed record RgbaImage(int WidthPx, int HeightPx, byte[] Pixels);

/// <summary>How the head is turned in the photo, in degrees; signs as in FaceControls.</summary>
public readonly record struct HeadPose(float YawDegrees, float PitchDegrees, float RollDegrees);

/// <summary>
/// A portrait cut to the shape of the video, at the scale the renderer wants, with all that is known of the face in its pixels.
/// Pixel (0,0) covers 0..1, so its centre is at 0.5.
/// </summary>
/// <param name="Image">The photo; where the frame reaches past it, its edge is continued softly.</param>
/// <param name="Landmarks">478 points (face mesh with irises): x, y in pixels of <paramref name="Image"/>, z in the same unit, negative nearer to the camera.</param>
/// <param name="Matte">Person 255, background 0, one byte a pixel of <paramref name="Image"/>.</param>
/// <param name="BackgroundPlate">What stands behind the person when the background is replaced, of the image's size; null keeps the photo's own.</param>
/// <param name="Pose">How the head is turned in the photo.</param>
/// <param name="Warnings">What the user should know.</param>
public sealed record FramedPortrait(
    RgbaImage Image,
    IReadOnlyList<Vector3> Landmarks,
    byte[] Matte,
    RgbaImage? BackgroundPlate,
    HeadPose Pose,
    IReadOnlyList<string> Warnings);
