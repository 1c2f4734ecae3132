using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Evaluator.Clips;

/// <summary>Looks at the decoded frames of videos, one at a time, as a stranger would: nothing is known of how they were drawn.</summary>
internal sealed class FaceTracker : IDisposable
{
    private readonly FaceMesh _mesh = new();
    private readonly PersonSegmentation _segmentation = new();

    /// <summary>Follows the face of a video.</summary>
    /// <exception cref="Avatar.Core.Errors.InvalidInputException">There is no picture in the file.</exception>
    public async Task<FaceTrack> TrackAsync(string path, CancellationToken cancellationToken)
    {
        var video = await VideoReader.OpenAsync(path, cancellationToken);
        var (looks, changes) = (new List<FaceLook?>(), new List<double>());
        FaceFit? last = null;
        StillPixels? still = null;
        await foreach (var frame in video.FramesAsync(cancellationToken))
        {
            if (looks.Count == 0) still = StillPixels.Find(frame, _segmentation);
            if (still?.Change(frame) is { } change) changes.Add(change);
            last = (last is null ? null : _mesh.Refine(frame, last)) ?? _mesh.Find(frame);
            looks.Add(last is null ? null : FaceLook.Of(frame, last));
        }

        return new FaceTrack(video.FramesPerSecond, looks, changes);
    }

    /// <summary>Looks at a picture file; null where it shows no face.</summary>
    /// <exception cref="Avatar.Core.Errors.InvalidInputException">It is no picture.</exception>
    public FaceLook? LookAt(string path)
    {
        var image = ImageFile.Read(path, "portrait");
        return _mesh.Find(image) is { } fit ? FaceLook.Of(image, fit) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mesh.Dispose();
        _segmentation.Dispose();
    }
}
