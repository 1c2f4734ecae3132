using System.Security.Cryptography;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>The secret that signs webhooks: the configured one, or one that is made once and kept with the jobs.</summary>
internal static class WebhookSecret
{
    /// <summary>Where a secret that was made is kept.</summary>
    public const string FileName = "webhook-secret";

    /// <summary>Reads the secret, or makes it.</summary>
    public static string Get(RuntimeSettings settings) => settings.WebhookSecret
        ?? new SecretFile(Path.Combine(settings.JobsFolder, FileName)).Get(() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
}
