using Avatar.Core.Errors;
using Avatar.Core.Provenance;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>The key that signs what cloned voices speak: the configured one, or one that is made once and kept in the data folder.</summary>
internal static class ProvenanceKey
{
    /// <summary>Where a key that was made is kept.</summary>
    public const string FileName = "provenance-key";

    /// <summary>Signs with this installation's key, which is made when it is first needed.</summary>
    public static ProvenanceSigner Signer(RuntimeSettings settings) => new(() => settings.ProvenanceKey ?? Parse(FileOf(settings).Get(SigningKey.Make), settings), TimeProvider.System);

    /// <summary>This installation's key, or null where nothing was signed yet.</summary>
    /// <exception cref="RenderFailedException">Its file is damaged.</exception>
    public static SigningKey? Find(RuntimeSettings settings) =>
        settings.ProvenanceKey ?? (FileOf(settings).Find() is { } kept ? Parse(kept, settings) : null);

    private static SecretFile FileOf(RuntimeSettings settings) => new(Path.Combine(settings.DataFolder, FileName));

    private static SigningKey Parse(string text, RuntimeSettings settings) => SigningKey.TryParse(text)
        ?? throw new RenderFailedException($"{FileOf(settings).Path} is damaged: restore it, or remove it to have another key made.");
}
