using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.GpuService;

/// <summary>What a GPU service offers; the answer of <c>GET /v1/models</c>.</summary>
/// <param name="ProductVersion">The product's version; both sides of the contract are of one version.</param>
/// <param name="Device">Where its large networks run: <c>cpu</c>, or <c>cuda</c> once the GPU has been tried; the small ones, and engines without any, run on the CPU.</param>
/// <param name="Speech">The speech engines.</param>
/// <param name="Portraits">The portrait engines.</param>
/// <param name="Transcription">The engines that write down speech.</param>
public sealed record Catalogue(
    string ProductVersion, string Device, IReadOnlyList<SpeechEngineInfo> Speech, IReadOnlyList<EngineInfo> Portraits, IReadOnlyList<EngineInfo> Transcription);

/// <summary>An engine.</summary>
/// <param name="Name">Its name, as users choose it.</param>
/// <param name="Version">The engine and the version of its model.</param>
/// <param name="Notice">What the user should know before it begins, or null.</param>
public sealed record EngineInfo(string Name, string Version, string? Notice = null);

/// <summary>A speech engine.</summary>
/// <param name="Name">Its name, as users choose it.</param>
/// <param name="Version">The engine and the version of its model.</param>
/// <param name="Voices">The voices it comes with.</param>
/// <param name="Cloning">How it comes to speak with cloned voices.</param>
/// <param name="DefaultVoices">The voice of each language, by its code, when none is asked for.</param>
/// <param name="Notice">What the user should know before it begins, or null.</param>
public sealed record SpeechEngineInfo(
    string Name, string Version, IReadOnlyList<VoiceInfo> Voices, VoiceCloning Cloning, IReadOnlyDictionary<string, string> DefaultVoices,
    string? Notice = null);
