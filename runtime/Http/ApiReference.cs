using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Avatar.Runtime.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and a page to read and try it at <c>/docs</c>.</summary>
internal static class ApiReference
{
    /// <summary>Adds the services.</summary>
    public static void AddReference(this IServiceCollection services) => services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Realtime Avatar";
        document.Info.Version = "v1";
        document.Info.Description = "Text in, a talking-head video out: English, Mandarin or Spanish, one portrait. Errors are problem+json (RFC 9457) and name the field.";
        return Task.CompletedTask;
    }));

    /// <summary>Maps the document and the page; nothing is loaded from elsewhere.</summary>
    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", options => options.WithTitle("Realtime Avatar").DisableDefaultFonts().DisableTelemetry().DisableAgent());
    }

    /// <summary>Writes JSON as other options do.</summary>
    public static void TakeFrom(this JsonSerializerOptions options, JsonSerializerOptions other)
    {
        foreach (var converter in other.Converters) options.Converters.Add(converter);
        options.DefaultIgnoreCondition = other.DefaultIgnoreCondition;
        options.Encoder = other.Encoder;
    }
}
