using Avatar.Core.Errors;
using Avatar.Core.Portraits.Motions;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>Reads a clip's motion with the face mesh, one picture at a time.</summary>
public sealed class MotionReader : IMotionReader, IDisposable
{
    private readonly Lazy<FaceMesh> _mesh = new(() => new FaceMesh());

    /// <inheritdoc/>
    public Task<MotionTemplate> ReadAsync(string path, string name, CancellationToken cancellationToken) =>
        Task.Run(() => LookAsync(path, name, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_mesh.IsValueCreated) _mesh.Value.Dispose();
    }

    private async Task<MotionTemplate> LookAsync(string path, string name, CancellationToken cancellationToken)
    {
        await ClipLength.CheckAsync(path, name, cancellationToken);
        var follower = new FaceFollower(_mesh.Value);
        var side = IMotionReader.Pictures.SidePx;
        var signs = new List<FaceSigns?>();
        await foreach (var picture in IMotionReader.Pictures.StreamAsync(path, name, cancellationToken))
        {
            if (signs.Count == MotionTemplate.LongestSeconds * MotionTemplate.RatePerSecond)
                throw ClipLength.Exceeded(name);
            signs.Add(follower.Next(new RgbaImage(side, side, picture)) is { } face ? FaceSigns.Of(face) : null);
        }

        if (signs.Count < MotionTemplate.ShortestSeconds * MotionTemplate.RatePerSecond)
            throw Refused($"{name} is shorter than {MotionTemplate.ShortestSeconds} s: give some seconds of a person's face.");
        var faces = signs.Count(sign => sign is not null);
        return 2 * faces >= signs.Count
            ? TemplateMaker.Make(signs)
            : throw Refused($"{name} shows a face in only {100 * faces / signs.Count} % of its pictures: give a clip of one person's face, seen from the front and at least a tenth of the picture wide.");
    }

    private static InvalidInputException Refused(string message) => new(StoredMotions.Field, message);
}
