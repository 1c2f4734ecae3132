using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Portraits.Motions;

/// <summary>How long clips may be.</summary>
public static class ClipLength
{
    // What a file says may count its sound, which ends a little later.
    private const double ToleranceSeconds = 0.5;

    /// <summary>Refuses a clip that says that it is too long, before any work. Who reads it has to count: a file may say nothing, or less.</summary>
    /// <param name="path">The clip; not trusted.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is too long.</exception>
    public static async Task CheckAsync(string path, string name, CancellationToken cancellationToken)
    {
        if (await RecordingReader.DurationAsync(path, cancellationToken) is { TotalSeconds: > MotionTemplate.LongestSeconds + ToleranceSeconds }) throw Exceeded(name);
    }

    /// <summary>What a longer clip is refused with.</summary>
    public static InvalidInputException Exceeded(string name) =>
        new(StoredMotions.Field, $"{name} is longer than {MotionTemplate.LongestSeconds} s: cut out the part that is to move the head.");
}
