using System.Text.Json;
using System.Text.Json.Serialization;
using Avatar.Core.Orchestration;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Avatar.Http;

/// <summary>How the services are set up.</summary>
public static class ServiceHost
{
    /// <summary>The address to listen on, with IPv6 in brackets.</summary>
    public static string Url(string host, int port)
    {
        ArgumentNullException.ThrowIfNull(host);
        return $"http://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}";
    }

    /// <summary>Whether only this machine reaches an address to listen on.</summary>
    public static bool IsLocal(string host) => host is "127.0.0.1" or "localhost" or "::1";

    /// <summary>Writes JSON as the rest of the product does.</summary>
    public static void AddProductJson(this IServiceCollection services) => services.Configure<JsonOptions>(json => TakeFrom(json.SerializerOptions, OrchestrationJson.Options));

    private static void TakeFrom(JsonSerializerOptions options, JsonSerializerOptions other)
    {
        foreach (var converter in other.Converters) options.Converters.Add(converter);
        options.DefaultIgnoreCondition = other.DefaultIgnoreCondition;
        options.Encoder = other.Encoder;
        // Else the document says that each number may be a string too.
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
