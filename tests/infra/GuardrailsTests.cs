using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Avatar.Infra.Tests;

public class GuardrailsTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Both_clouds_together_have_a_budget_of_100_USD_at_most_and_tell_at_50_90_and_100_percent(string name)
    {
        var stack = await Deployed.StackAsync(name);
        var google = stack.Only("gcp:billing/budget:Budget");
        var azure = stack.Only("azure-native:consumption:Budget");

        var amount = decimal.Parse((string)google.At("amount", "specifiedAmount", "units")!, CultureInfo.InvariantCulture);
        Assert.Equal("USD", google.At("amount", "specifiedAmount", "currencyCode"));
        Assert.InRange(amount + (decimal)(double)azure.At("amount")!, 2, 100);
        Assert.Equal([0.5, 0.9, 1.0], google.List("thresholdRules").Select(rule => (double)rule["thresholdPercent"]));
        Assert.Equal(
            [50.0, 90.0, 100.0],
            ((ImmutableDictionary<string, object>)azure.At("notifications")!).Keys.Select(key => (double)azure.At("notifications", key, "threshold")!).Order());
    }

    [Fact]
    public async Task Budgets_count_this_project_and_this_resource_group_and_write_to_somebody()
    {
        var stack = await Deployed.StackAsync("dev");
        var google = stack.Only("gcp:billing/budget:Budget");
        var azure = stack.Only("azure-native:consumption:Budget");

        Assert.Equal($"projects/{Clouds.ProjectNumber}", google.At("budgetFilter", "projects", 0));
        Assert.Equal("/made/avatar-dev-alerts", google.At("allUpdatesRule", "monitoringNotificationChannels", 0));
        Assert.Equal("me@example.com", stack.Only("gcp:monitoring/notificationChannel:NotificationChannel").At("labels", "email_address"));
        Assert.Equal("/made/avatar-dev-azure", azure.At("scope"));
        Assert.Equal("me@example.com", azure.At("notifications", "at90", "contactEmails", 0));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-01T00:00:00Z$", (string)azure.At("timePeriod", "startDate")!);
    }

    [Fact]
    public async Task The_budgets_API_is_called_for_the_project_as_it_wants_of_a_persons_credentials()
    {
        var provider = (await Deployed.StackAsync("dev")).Only("pulumi:providers:gcp");

        Assert.Equal((Clouds.Project, "true"), (provider.At("billingProject"), provider.At("userProjectOverride")!.ToString()!.ToLowerInvariant()));
    }

    [Fact]
    public async Task Alerts_say_what_to_do_and_reach_somebody()
    {
        var alerts = (await Deployed.StackAsync("dev")).All("gcp:monitoring/alertPolicy:AlertPolicy").ToArray();

        Assert.Equal(3, alerts.Length);
        Assert.All(alerts, alert =>
        {
            Assert.Equal("/made/avatar-dev-alerts", alert.At("notificationChannels", 0));
            Assert.NotEmpty((string)alert.At("documentation", "content")!);
            Assert.Contains("starts_with(\"avatar-dev-", (string)alert.At("conditions", 0, "conditionThreshold", "filter")!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_dashboard_shows_GPUs_and_calls()
    {
        var dashboard = JsonDocument.Parse((string)(await Deployed.StackAsync("dev")).Only("gcp:monitoring/dashboard:Dashboard").At("dashboardJson")!).RootElement;

        Assert.Equal("Realtime Avatar, dev", dashboard.GetProperty("displayName").GetString());
        Assert.Equal(6, dashboard.GetProperty("gridLayout").GetProperty("widgets").GetArrayLength());
    }

    [Fact]
    public async Task Logs_are_kept_as_long_as_configured_and_can_not_grow_without_end()
    {
        var workspace = (await Deployed.StackAsync("dev", ("avatar:logDays", "45"))).Only("azure-native:operationalinsights:Workspace");

        Assert.Equal(45.0, workspace.At("retentionInDays"));
        Assert.InRange((double)workspace.At("workspaceCapping", "dailyQuotaGb")!, 0.1, 1);
    }
}
