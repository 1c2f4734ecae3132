namespace Avatar.Core.GpuService;

/// <summary>The body of <c>POST /v1/motion</c>; the answer is a <see cref="Portraits.Motions.MotionTemplate"/>.</summary>
/// <param name="Clip">The URL of a video of a person's face: https, data (base64), or file below the service's folder. Up to 64 MiB, 1 to 60 s.</param>
public sealed record MotionCall(string Clip)
{
    /// <summary>What errors call the clip.</summary>
    public const string ClipName = "motion-clip";
}
