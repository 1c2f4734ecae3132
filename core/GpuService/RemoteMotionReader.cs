using Avatar.Core.Errors;
using Avatar.Core.Portraits.Motions;

namespace Avatar.Core.GpuService;

/// <summary>Has clips read by a GPU service: a small copy without sound goes there, and nothing of it stays.</summary>
internal sealed class RemoteMotionReader(GpuServiceClient client) : IMotionReader
{
    /// <inheritdoc/>
    public async Task<MotionTemplate> ReadAsync(string path, string name, CancellationToken cancellationToken)
    {
        await ClipLength.CheckAsync(path, name, cancellationToken);
        // A second more than it may last, so that there too long is too long too.
        var copy = await IMotionReader.Pictures.CompactAsync(path, name, MotionTemplate.LongestSeconds + 1, cancellationToken);
        try
        {
            return await client.ReadMotionAsync(new MotionCall("data:video/x-matroska;base64," + Convert.ToBase64String(copy.Span)), cancellationToken);
        }
        catch (InvalidInputException refused)
        {
            // There the clip has no name of its own.
            throw new InvalidInputException(refused.Field, refused.Message.Replace(MotionCall.ClipName, name, StringComparison.Ordinal), refused);
        }
    }
}
