using Avatar.Core.Media;

namespace Avatar.Core.GpuService;

/// <summary>The body of <c>POST /v1/mux</c>: segments to be joined into a video.</summary>
/// <param name="Segments">In order, all of one size, rate and format; up to 2000.</param>
/// <param name="Fps">Frames per second: 25 or 30.</param>
/// <param name="Format">The kind of file.</param>
/// <param name="Output">Takes the video; null for the answer's body.</param>
public sealed record MuxCall(IReadOnlyList<SegmentSource> Segments, int Fps, VideoFormat Format, UploadTarget? Output = null);

/// <summary>A segment's files.</summary>
/// <param name="Video">The URL of its encoded frames.</param>
/// <param name="Audio">The URL of its audio, as long as its video: WAV of 32-bit float samples.</param>
public sealed record SegmentSource(string Video, string Audio);

/// <summary>A video.</summary>
/// <param name="VideoBytes">Its size.</param>
public sealed record MuxAnswer(long VideoBytes);
