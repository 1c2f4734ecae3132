using Avatar.Core.Errors;
using Avatar.Core.Models;
using Avatar.Core.Portraits;
using Avatar.Engines.Onnx;
using Avatar.Engines.Portraits.Analysis;

namespace Avatar.Engines.Portraits.LivePortrait;

/// <summary>
/// The engine <c>liveportrait</c>: a neural network draws the face, moved by the same motion as that of <c>mesh</c>. For a GPU; on a CPU a frame takes seconds.
/// </summary>
public sealed class LivePortraitAnimator : IPortraitAnimator
{
    /// <summary>The name by which users choose it.</summary>
    public const string EngineName = "liveportrait";

    private readonly Device _device;
    private readonly Lazy<LivePortraitModel> _model;
    private readonly Lazy<PortraitAnalyzer> _analyzer = new(() => new PortraitAnalyzer());

    /// <summary>An animator; its model is loaded with the first portrait.</summary>
    /// <param name="settings">The device, and where the model is.</param>
    /// <exception cref="InvalidInputException">The model was not pulled, or not wholly.</exception>
    public LivePortraitAnimator(EngineSettings settings)
        : this(settings.Device, () => LivePortraitModel.Load(settings.ModelsFolder, settings.Device))
    {
        if (!IsPulled(settings.ModelsFolder))
            throw new InvalidInputException(
                "portraitEngine", $"The portrait engine '{EngineName}' needs a model that is not in {settings.ModelsFolder}: pull it with './avatar models pull {LivePortraitModel.Id}', or use mesh.");
    }

    internal LivePortraitAnimator(Device device, Func<LivePortraitModel> load) => (_device, _model) = (device, new Lazy<LivePortraitModel>(load));

    /// <inheritdoc/>
    public string Name => EngineName;

    /// <inheritdoc/>
    public string Version => "LivePortrait 1 (KwaiVGI, ONNX by warmshao)";

    /// <inheritdoc/>
    public string? Notice => _device == Device.Cpu
        ? "liveportrait takes several seconds for every frame on a CPU, which is minutes for a second of video: use a GPU (DEVICE=cuda), or the portrait engine mesh."
        : null;

    /// <summary>Whether the model's files are all there.</summary>
    /// <param name="modelsFolder">The folder of pulled models.</param>
    public static bool IsPulled(string modelsFolder) => new ModelStore(modelsFolder).Has(LivePortraitModel.Id);

    /// <inheritdoc/>
    public Task<IPreparedPortrait> PrepareAsync(PortraitRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        // What is wrong with the picture is said before the model is loaded.
        return Task.Run<IPreparedPortrait>(
            () =>
            {
                var portrait = _analyzer.Value.Analyze(request, 1);
                return new LivePortraitPortrait(_model.Value, portrait, request.Size);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_analyzer.IsValueCreated) _analyzer.Value.Dispose();
        if (_model.IsValueCreated) _model.Value.Dispose();
    }
}
