using Avatar.Core.Errors;
using Avatar.Core.Media;

namespace Avatar.Core.Portraits.Motions;

/// <summary>Reads how a person in a clip moves.</summary>
public interface IMotionReader
{
    /// <summary>The version of what is read: another one reads the same clip otherwise, so templates of before are not used again.</summary>
    public const int Version = 1;

    /// <summary>What is looked at of a clip: enough for faces that are a twentieth of the picture wide; of 720 pixels they had to be a tenth, and it took as long.</summary>
    public static ClipPictures Pictures { get; } = new(1024, MotionTemplate.RatePerSecond);

    /// <summary>Reads a clip.</summary>
    /// <param name="path">A video file; not trusted.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">It is no video, too short or too long, or shows a face in less than half of it.</exception>
    Task<MotionTemplate> ReadAsync(string path, string name, CancellationToken cancellationToken);
}
