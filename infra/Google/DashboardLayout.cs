using System.Text.Json;

namespace Avatar.Infra.Google;

/// <summary>What the dashboard shows: instances, calls, how long they take, the GPU's use, and undelivered events.</summary>
internal static class DashboardLayout
{
    /// <summary>The dashboard as the API takes it (https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards).</summary>
    public static string Json(Naming naming) => JsonSerializer.Serialize(new
    {
        displayName = $"Realtime Avatar, {naming.Stack}",
        gridLayout = new
        {
            columns = 2,
            widgets = new[]
            {
                Chart("GPU instances", MetricFilters.CloudRun(naming, "container/instance_count"), "ALIGN_MAX", "REDUCE_SUM"),
                Chart("Calls", MetricFilters.CloudRun(naming, "request_count"), "ALIGN_RATE", "REDUCE_SUM"),
                Chart("Time of a call, 95th percentile", MetricFilters.CloudRun(naming, "request_latencies"), "ALIGN_PERCENTILE_95", "REDUCE_MAX"),
                Chart("Start of an instance", MetricFilters.CloudRun(naming, "container/startup_latencies"), "ALIGN_PERCENTILE_95", "REDUCE_MAX"),
                Chart("Billed instance time", MetricFilters.CloudRun(naming, "container/billable_instance_time"), "ALIGN_RATE", "REDUCE_SUM"),
                Chart(
                    "Storage events that wait",
                    MetricFilters.PubSub(naming, "subscription/num_undelivered_messages"),
                    "ALIGN_MAX",
                    "REDUCE_SUM"),
            },
        },
    });

    private static object Chart(string title, string filter, string aligner, string reducer) => new
    {
        title,
        xyChart = new
        {
            dataSets = new[]
            {
                new
                {
                    plotType = "LINE",
                    timeSeriesQuery = new
                    {
                        timeSeriesFilter = new
                        {
                            filter,
                            aggregation = new { alignmentPeriod = "60s", perSeriesAligner = aligner, crossSeriesReducer = reducer },
                        },
                    },
                },
            },
        },
    };
}
