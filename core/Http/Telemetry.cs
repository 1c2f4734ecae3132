using Avatar.Core.Installation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Avatar.Http;

/// <summary>What a service measures and where that goes.</summary>
/// <param name="ServiceName">Its name.</param>
/// <param name="OtlpEndpoint">Where traces and metrics are sent, or null.</param>
/// <param name="Meters">The names of its own meters.</param>
/// <param name="Sources">The names of its own activity sources.</param>
public sealed record TelemetryOptions(string ServiceName, Uri? OtlpEndpoint, IReadOnlyList<string> Meters, IReadOnlyList<string> Sources);

/// <summary>Traces, metrics and logs (OpenTelemetry).</summary>
public static class Telemetry
{
    /// <summary>Adds traces, with a span for each request, and metrics; they are sent out only where an OTLP endpoint is set.</summary>
    public static void AddTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceVersion: ProductVersion.Current))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter([.. options.Meters]).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (options.OtlpEndpoint is { } endpoint) metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
            });
        if (options.OtlpEndpoint is { } traces)
            telemetry.WithTracing(tracing => tracing
                .AddSource([.. options.Sources])
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = traces));
    }

    /// <summary>Logs to the console: for people, or as one JSON object a line.</summary>
    public static void AddLogs(this ILoggingBuilder logging, LogLevel level, bool asJson)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        // Requests are in the metrics and traces; at Information the web server would log each twice.
        logging.AddFilter("Microsoft", level < LogLevel.Information ? level : LogLevel.Warning);
        if (asJson)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat, console.IncludeScopes) = (true, "O", true));
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
    }

    /// <summary>Maps <c>/metrics</c> for Prometheus.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
