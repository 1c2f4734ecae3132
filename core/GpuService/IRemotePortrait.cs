using Avatar.Core.Portraits;

namespace Avatar.Core.GpuService;

/// <summary>A portrait that is drawn elsewhere, and can be encoded there too, so that no frame travels.</summary>
public interface IRemotePortrait
{
    /// <summary>Draws and encodes a segment, and puts the files where the output says.</summary>
    Task EncodeAsync(AnimationSegment segment, EncodedOutput output, CancellationToken cancellationToken);
}
