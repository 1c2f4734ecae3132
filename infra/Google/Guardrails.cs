using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.Gcp.Billing;
using Pulumi.Gcp.Billing.Inputs;
using Pulumi.Gcp.Monitoring;
using Pulumi.Gcp.Monitoring.Inputs;

namespace Avatar.Infra.Google;

/// <summary>
/// Says when money runs out or something is broken: a budget with alerts at 50, 90 and 100 %, alert policies, and a dashboard. Budgets only tell; what
/// bounds the bill is how many GPUs there can be.
/// </summary>
internal sealed class Guardrails : ComponentResource
{
    private readonly Naming _naming;
    private readonly GoogleApis _apis;
    private readonly NotificationChannel _channel;

    /// <summary>Makes the budget, the policies and the dashboard.</summary>
    public Guardrails(Naming naming, GoogleApis apis, SizeSettings sizes, AccountSettings account)
        : base("avatar:google:Guardrails", naming.Of("guardrails"))
    {
        (_naming, _apis) = (naming, apis);
        _channel = new NotificationChannel(
            naming.Of("alerts"),
            new()
            {
                Project = apis.Project,
                DisplayName = naming.Of("alerts"),
                Type = "email",
                Labels = { ["email_address"] = account.AlertEmail },
                UserLabels = naming.Labels,
            },
            new() { Parent = this });
        Budget(sizes, account);

        Alert(
            "busy",
            "More than five and a half hours of GPUs were billed within six hours",
            MetricFilters.CloudRun(naming, "container/billable_instance_time"),
            over: "21600s",
            threshold: 5.5 * 3600,
            "A burst ends, and within fifteen minutes its GPUs are gone. Look for calls that never end, or for a job that is sent again and again.");
        Alert(
            "errors",
            "More than five calls of the GPU container failed within ten minutes",
            MetricFilters.CloudRun(naming, "request_count") + " AND metric.labels.response_code_class = \"5xx\"",
            over: "600s",
            threshold: 5,
            "The service's logs say why. The Functions app tries again by itself.");
        Alert(
            "dead",
            "A storage event could not be delivered in ten tries",
            MetricFilters.PubSub(naming, "subscription/dead_letter_message_count"),
            over: "600s",
            threshold: 0,
            "A batch file was not rendered. When the Functions app answers again, put the file into the inbox once more.");
        _ = new Pulumi.Gcp.Monitoring.Dashboard(
            naming.Of("dashboard"),
            new() { Project = apis.Project, DashboardJson = DashboardLayout.Json(naming) },
            new() { Parent = this });
        RegisterOutputs();
    }

    private void Budget(SizeSettings sizes, AccountSettings account)
    {
        // The budgets' API wants a project that its calls count for, which a person's own credentials do not name.
        var provider = new Pulumi.Gcp.Provider(
            _naming.Of("billing"),
            new() { Project = _apis.Project, BillingProject = _apis.Project, UserProjectOverride = true },
            new() { Parent = this });
        _ = new Budget(
            _naming.Of("budget"),
            new()
            {
                BillingAccount = account.BillingAccount,
                DisplayName = _naming.Of("budget"),
                BudgetFilter = new BudgetBudgetFilterArgs { Projects = [Output.Format($"projects/{_apis.Number}")] },
                Amount = new BudgetAmountArgs
                {
                    SpecifiedAmount = new BudgetAmountSpecifiedAmountArgs { CurrencyCode = "USD", Units = $"{sizes.GoogleBudgetUsd}" },
                },
                ThresholdRules =
                [
                    new BudgetThresholdRuleArgs { ThresholdPercent = 0.5 },
                    new BudgetThresholdRuleArgs { ThresholdPercent = 0.9 },
                    new BudgetThresholdRuleArgs { ThresholdPercent = 1.0 },
                ],
                AllUpdatesRule = new BudgetAllUpdatesRuleArgs { MonitoringNotificationChannels = [_channel.Id] },
            },
            new() { Parent = this, Provider = provider });
    }

    private void Alert(string part, string what, string filter, string over, double threshold, string advice) =>
        _ = new AlertPolicy(
            _naming.Of(part),
            new()
            {
                Project = _apis.Project,
                DisplayName = $"{_naming.Of(part)}: {what}",
                Combiner = "OR",
                NotificationChannels = [_channel.Id],
                Documentation = new AlertPolicyDocumentationArgs { Content = advice, MimeType = "text/markdown" },
                UserLabels = _naming.Labels,
                Conditions =
                [
                    new AlertPolicyConditionArgs
                    {
                        DisplayName = what,
                        ConditionThreshold = new AlertPolicyConditionConditionThresholdArgs
                        {
                            Filter = filter,
                            Comparison = "COMPARISON_GT",
                            ThresholdValue = threshold,
                            Duration = "0s",
                            Aggregations =
                            [
                                new AlertPolicyConditionConditionThresholdAggregationArgs
                                {
                                    PerSeriesAligner = "ALIGN_DELTA", AlignmentPeriod = over, CrossSeriesReducer = "REDUCE_SUM",
                                },
                            ],
                        },
                    },
                ],
            },
            new() { Parent = this });
}
