using System.Security.Cryptography;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>The secret that signs webhooks: the configured one, or one that is made once and kept in the data folder.</summary>
internal static class WebhookSecret
{
    /// <summary>Where a secret that was made is kept; only its owner may read it.</summary>
    public const string FileName = "webhook-secret";

    /// <summary>Reads the secret, or makes it.</summary>
    public static string Get(RuntimeSettings settings)
    {
        if (settings.WebhookSecret is not null) return settings.WebhookSecret;
        var path = Path.Combine(settings.DataFolder, FileName);
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        Directory.CreateDirectory(settings.DataFolder);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Renamed when it is whole: an empty secret, left by a crash, would sign what anybody can sign.
        var partial = $"{path}.{Guid.NewGuid():N}";
        using (var file = new StreamWriter(partial, options)) file.Write(secret);
        File.Move(partial, path);
        return secret;
    }
}
