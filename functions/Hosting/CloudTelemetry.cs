using Avatar.Core.Rendering;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Avatar.Functions.Hosting;

/// <summary>Traces, metrics and logs (OpenTelemetry), to Application Insights and to an OTLP endpoint, each where it is configured.</summary>
internal static class CloudTelemetry
{
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>Adds it.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder, FunctionsSettings settings)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(RenderMetrics.MeterName))
            .WithTracing();
        if (!string.IsNullOrEmpty(builder.Configuration[ApplicationInsights])) telemetry.UseAzureMonitorExporter(monitor => monitor.Credential = CredentialOf(settings));
        if (settings.OtlpEndpoint is { } endpoint) telemetry.UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, endpoint);
    }

    // Without one the connection string's key counts, which a workspace may refuse.
    private static ManagedIdentityCredential? CredentialOf(FunctionsSettings settings) =>
        settings.AzureClientId is { } id ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)) : null;
}
