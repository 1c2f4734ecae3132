using System.Globalization;
using Avatar.Infra.Settings;
using Pulumi;
using Pulumi.AzureNative.Consumption;
using Pulumi.AzureNative.Consumption.Inputs;

namespace Avatar.Infra.Azure;

/// <summary>The resource group's budget, with mail at 50, 90 and 100 % of it.</summary>
internal static class AzureBudget
{
    private static readonly int[] s_percents = [50, 90, 100];

    /// <summary>Makes the budget.</summary>
    public static Budget Create(Naming naming, AzureFoundation foundation, SizeSettings sizes, AccountSettings account)
    {
        var notifications = new InputMap<NotificationArgs>();
        foreach (var percent in s_percents)
            notifications.Add($"at{percent}", new NotificationArgs
            {
                Enabled = true,
                Operator = OperatorType.GreaterThanOrEqualTo,
                Threshold = percent,
                ThresholdType = ThresholdType.Actual,
                ContactEmails = [account.AlertEmail],
            });
        return new Budget(
            naming.Of("azure-budget"),
            new()
            {
                Scope = foundation.Group.Id,
                Amount = sizes.AzureBudgetUsd,
                Category = CategoryType.Cost,
                TimeGrain = TimeGrainType.Monthly,
                // Azure takes no start but one in the month in which the budget is made.
                TimePeriod = new BudgetTimePeriodArgs { StartDate = DateTime.UtcNow.ToString("yyyy-MM-01T00:00:00Z", CultureInfo.InvariantCulture) },
                Notifications = notifications,
            },
            new() { Parent = foundation, IgnoreChanges = { "timePeriod" } });
    }
}
