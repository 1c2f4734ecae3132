using System.Text;
using System.Text.Json;
using Avatar.Core.Orchestration;
using Microsoft.DurableTask;

namespace Avatar.Functions.Orchestration;

/// <summary>
/// A failed step, as it travels through Durable Functions: of an exception only the message arrives everywhere, so the message is the failure's JSON.
/// The host puts words around an activity's, which is why it is looked for within the text.
/// </summary>
public sealed class FailedStepException : Exception
{
    private const string Beginning = "{\"step\":";

    /// <summary>A failure.</summary>
    /// <param name="failure">What is told.</param>
    /// <param name="cause">What is only logged.</param>
    public FailedStepException(StepFailure failure, Exception? cause)
        : base(JsonSerializer.Serialize(failure, OrchestrationJson.Options), cause) => Failure = failure;

    /// <summary>What failed.</summary>
    public StepFailure Failure { get; }

    /// <summary>The failure of a task.</summary>
    /// <param name="step">Its name, for a failure that is not one of ours.</param>
    /// <param name="details">What Durable Functions says of it.</param>
    public static StepFailure Read(string step, TaskFailureDetails? details)
    {
        for (var inner = details; inner is not null; inner = inner.InnerFailure)
            if (Find(inner.ErrorMessage) is { } failure)
                return failure;
        return new StepFailure(step, FailureKind.Failed, null, details?.ErrorMessage ?? $"The step {step} failed.");
    }

    /// <summary>The failure of an orchestration: of its details, or of its output, where the Azure Storage provider writes it.</summary>
    public static StepFailure Read(string orchestration, TaskFailureDetails? details, string? output) =>
        details is null && output is not null && Find(Unquoted(output)) is { } failure ? failure : Read(orchestration, details);

    private static string Unquoted(string output) => output.StartsWith('"') ? JsonSerializer.Deserialize<string>(output)! : output;

    private static StepFailure? Find(string message)
    {
        var start = message.IndexOf(Beginning, StringComparison.Ordinal);
        if (start < 0) return null;
        try
        {
            // Reads one value and leaves what follows.
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(message[start..]));
            return JsonSerializer.Deserialize<StepFailure>(ref reader, OrchestrationJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
