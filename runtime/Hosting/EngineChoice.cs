using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Voices;
using Avatar.Engines;
using Avatar.Engines.Onnx;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>The engines and cloned voices that the settings name.</summary>
internal static class EngineChoice
{
    /// <summary>The cloned voices of a data folder.</summary>
    public static VoiceStore VoicesOf(RuntimeSettings settings) => new(Path.Combine(settings.DataFolder, "voices"));

    /// <summary>The engines of this process, or of a service.</summary>
    /// <exception cref="RenderFailedException">The service can't be used.</exception>
    /// <exception cref="InvalidInputException">The device can't be used.</exception>
    public static async Task<IEngines> OpenAsync(RuntimeSettings settings, VoiceStore voices, CancellationToken cancellationToken) => settings.GpuService is { } service
        ? await RemoteEngines.ConnectAsync(service, voices, cancellationToken)
        : new LocalEngines(voices, new EngineSettings(CheckedDevice(settings), settings.ModelsFolder));

    /// <summary>The device of this process, once it has been tried.</summary>
    /// <exception cref="InvalidInputException">It can't be used.</exception>
    public static Device CheckedDevice(RuntimeSettings settings)
    {
        DeviceCheck.Run(settings.Device);
        return settings.Device;
    }
}
