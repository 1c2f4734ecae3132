using Avatar.Engines.Onnx;

namespace Avatar.Engines;

/// <summary>What the engines of a process have to know of the machine.</summary>
/// <param name="Device">Where large networks run; see <see cref="DeviceCheck"/>.</param>
/// <param name="ModelsFolder">The folder of models that were pulled; it need not exist.</param>
public sealed record EngineSettings(Device Device, string ModelsFolder);
