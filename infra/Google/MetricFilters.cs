namespace Avatar.Infra.Google;

/// <summary>Filters of Cloud Monitoring for a stack's own services, which may share their project with others.</summary>
internal static class MetricFilters
{
    /// <summary>A metric of the GPU container on Cloud Run.</summary>
    public static string CloudRun(Naming naming, string metric) =>
        Filter("cloud_run_revision", $"run.googleapis.com/{metric}", "service_name", naming.Of("gpu"));

    /// <summary>A metric of the subscription to storage events.</summary>
    public static string PubSub(Naming naming, string metric) =>
        Filter("pubsub_subscription", $"pubsub.googleapis.com/{metric}", "subscription_id", naming.Of("events"));

    private static string Filter(string resource, string metric, string label, string start) =>
        $"resource.type = \"{resource}\" AND metric.type = \"{metric}\" AND resource.labels.{label} = starts_with(\"{start}\")";
}
