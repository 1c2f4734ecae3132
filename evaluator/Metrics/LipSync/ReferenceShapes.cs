using Avatar.Core.Speech;

namespace Avatar.Evaluator.Metrics.LipSync;

/// <summary>The names of reference pictures of a face in mouth shapes, and the visemes that each shows.</summary>
internal static class ReferenceShapes
{
    /// <summary>The picture of a viseme; null for those that none shows.</summary>
    public static string? PictureOf(Viseme viseme) => viseme switch
    {
        Viseme.Rest => "rest",
        Viseme.Bilabial => "MM_closed",
        Viseme.LabioDental => "FV",
        Viseme.Dental => "TH",
        Viseme.OpenVowel => "AA",
        Viseme.CloseFrontVowel => "IH",
        Viseme.MidRoundVowel => "OH",
        Viseme.CloseRoundVowel or Viseme.Glide => "OO",
        _ => null,
    };
}
