using System.Security.Cryptography;
using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.GpuContainer.Transfer;

namespace Avatar.GpuContainer;

/// <summary>Portraits ready to be animated; the same picture is prepared once, wherever it comes from.</summary>
internal sealed class ServedPortraits(IEngines engines, Artifacts artifacts) : IAsyncDisposable
{
    private const long MostImageBytes = 20 << 20;
    private const string BackgroundName = "background-image";
    private const int LargestSidePx = 2048;

    private readonly PortraitPool<Key> _pool = new();

    /// <summary>Lends a portrait; dispose the loan, not the portrait.</summary>
    /// <exception cref="InvalidInputException">The image can't be had or used.</exception>
    public async Task<PortraitPool<Key>.Loan> LendAsync(PortraitCall call, CancellationToken cancellationToken)
    {
        var size = SizeOf(call);
        var engine = engines.Portraits(call.Engine);
        using var files = Artifacts.NewWorkspace();
        var image = await artifacts.FetchAsync("portrait", call.Image, files.PathOf(PortraitCall.ImageName), MostImageBytes, cancellationToken);
        Background? plain = call.Background switch
        {
            "keep" => new Background.Keep(),
            ['#', ..] colour => Background.Colour.Parse(colour),
            _ => null,
        };
        var backgroundImage = plain is null ? await artifacts.FetchAsync("background", call.Background, files.PathOf(BackgroundName), MostImageBytes, cancellationToken) : null;
        var key = new Key(call.Engine, await HashAsync(image, cancellationToken), size, backgroundImage is null ? call.Background : await HashAsync(backgroundImage, cancellationToken));
        return await _pool.LendAsync(key, PrepareAsync, cancellationToken);

        // Others may come to wait for it, so it has files of its own; they are copied before this request can end.
        async Task<IPreparedPortrait> PrepareAsync()
        {
            using var own = Artifacts.NewWorkspace();
            var request = new PortraitRequest(Copied(image), size, plain ?? new Background.Image(Copied(backgroundImage!)));
            return await engine.PrepareAsync(request, CancellationToken.None);

            string Copied(string file)
            {
                var copy = own.PathOf(file == image ? PortraitCall.ImageName : BackgroundName);
                File.Copy(file, copy);
                return copy;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static FrameSize SizeOf(PortraitCall call) => (call.WidthPx, call.HeightPx) is ( >= 64 and <= LargestSidePx, >= 64 and <= LargestSidePx) && call.WidthPx % 2 == 0 && call.HeightPx % 2 == 0
        ? new FrameSize(call.WidthPx, call.HeightPx)
        : throw new InvalidInputException("widthPx", $"A frame of {call.WidthPx}x{call.HeightPx} pixels can't be drawn: use even sides of 64 to {LargestSidePx}.");

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>What makes two portraits the same.</summary>
    internal sealed record Key(string Engine, string ImageSha256, FrameSize Size, string Background);
}
