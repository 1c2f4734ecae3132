using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Avatar.Core.Errors;
using Avatar.Core.Media.Ffmpeg;
using FFMpegCore;

namespace Avatar.Core.Media;

/// <summary>Copies the sound of a recording into a small file, to be sent elsewhere: mono, 24 kHz, FLAC.</summary>
internal static class RecordingCopy
{
    private const int SampleRateHz = 24000;

    /// <summary>Writes the copy. It appears complete or not at all.</summary>
    /// <param name="source">An audio or video file of any origin.</param>
    /// <param name="target">The file to write.</param>
    /// <param name="limit">How long the recording may be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">The recording is missing, too long, or ffmpeg finds no sound in it.</exception>
    public static async Task WriteAsync(string source, string target, RecordingLimit limit, CancellationToken cancellationToken)
    {
        using var partial = new PartialFile(target);
        var samples = new SampleFeed(BytesAsync(RecordingReader.StreamAsync(source, SampleRateHz, limit, cancellationToken), cancellationToken), SampleRateHz);
        var encode = FFMpegArguments
            .FromPipeInput(samples, input => input.WithCustomArgument(FfmpegRun.GlobalOptions))
            .OutputToFile(partial.Name, overwrite: true, output => output.WithCustomArgument("-c:a flac -sample_fmt s16 -f flac"));
        await FfmpegRun.RunAsync(encode, "copying a recording", partial.Folder, [samples], cancellationToken);
        partial.Commit();
    }

    private static async IAsyncEnumerable<Memory<byte>> BytesAsync(IAsyncEnumerable<float[]> pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken)) yield return MemoryMarshal.AsBytes(piece.AsSpan()).ToArray();
    }
}
