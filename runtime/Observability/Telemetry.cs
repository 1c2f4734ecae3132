using Avatar.Core.Installation;
using Avatar.Core.Rendering;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Avatar.Runtime.Observability;

/// <summary>Traces, metrics and logs (OpenTelemetry).</summary>
internal static class Telemetry
{
    private const string ServiceName = "realtime-avatar";

    /// <summary>Adds traces (a span for each request and each activity) and metrics; they are sent out only where an OTLP endpoint is set.</summary>
    public static void AddTelemetry(this IServiceCollection services, RuntimeSettings settings)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: ProductVersion.Current))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(DurableTelemetry.Name, RenderMetrics.MeterName).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (settings.OtlpEndpoint is { } endpoint) metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
            });
        if (settings.OtlpEndpoint is { } traces)
            telemetry.WithTracing(tracing => tracing
                .AddSource(DurableTelemetry.Name)
                .AddAspNetCoreInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = traces));
    }

    /// <summary>Logs to the console: for people, or as one JSON object a line in production.</summary>
    public static void AddLogs(this ILoggingBuilder logging, RuntimeSettings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.LogLevel);
        // Requests are in the metrics and traces; at Information the web server would log each twice.
        logging.AddFilter("Microsoft", settings.LogLevel < LogLevel.Information ? settings.LogLevel : LogLevel.Warning);
        if (settings.IsProduction)
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat, console.IncludeScopes) = (true, "O", true));
        else
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
    }

    /// <summary>Maps <c>/metrics</c> for Prometheus.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
