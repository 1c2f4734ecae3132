using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Portraits;

namespace Avatar.Core.GpuService;

/// <summary>A portrait engine of a GPU service. The images are sent along with every call: a service that scales may not be the one that saw them before.</summary>
internal sealed class RemoteAnimator(GpuServiceClient client, EngineInfo engine) : IPortraitAnimator
{
    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public string Version => engine.Version;

    /// <inheritdoc/>
    public string? Notice => engine.Notice;

    /// <inheritdoc/>
    public async Task<IPreparedPortrait> PrepareAsync(PortraitRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var background = request.Background switch
        {
            Background.Keep => "keep",
            Background.Colour colour => colour.ToHex(),
            Background.Image image => await DataUrlAsync(image.Path, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
        var call = new PortraitCall(engine.Name, await DataUrlAsync(request.ImagePath, cancellationToken), request.Size.WidthPx, request.Size.HeightPx, background);
        try
        {
            return new RemotePortrait(client, call, (await client.PrepareAsync(call, cancellationToken)).Warnings);
        }
        catch (InvalidInputException refused)
        {
            // There the image has no name of its own.
            throw new InvalidInputException(refused.Field, refused.Message.Replace(PortraitCall.ImageName, Path.GetFileName(request.ImagePath), StringComparison.Ordinal), refused);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static async Task<string> DataUrlAsync(string path, CancellationToken cancellationToken) =>
        "data:application/octet-stream;base64," + Convert.ToBase64String(await File.ReadAllBytesAsync(path, cancellationToken));

    private sealed class RemotePortrait(GpuServiceClient client, PortraitCall call, IReadOnlyList<string> warnings) : IPreparedPortrait, IRemotePortrait
    {
        public IReadOnlyList<string> Warnings { get; } = warnings;

        public IAsyncEnumerable<VideoFrame> AnimateAsync(AnimationSegment segment, CancellationToken cancellationToken) => client.AnimateAsync(CallOf(segment), cancellationToken);

        public Task EncodeAsync(AnimationSegment segment, EncodedOutput output, CancellationToken cancellationToken) =>
            client.EncodeAsync(CallOf(segment) with { Output = output }, cancellationToken);

        public void Dispose()
        {
        }

        private AnimateCall CallOf(AnimationSegment segment) => new()
        {
            Portrait = call,
            Fps = segment.Rate.FramesPerSecond,
            StartFrame = segment.StartFrame,
            FrameCount = segment.FrameCount,
            Speech = segment.Speech,
            Seed = segment.Seed,
            Motion = segment.Motion,
        };
    }
}
