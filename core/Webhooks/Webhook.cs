using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;

namespace Avatar.Core.Webhooks;

/// <summary>What a caller is told.</summary>
/// <param name="Id">The job.</param>
/// <param name="CallbackId">The caller's own id.</param>
/// <param name="Status">succeeded or failed.</param>
/// <param name="Result">What was made.</param>
/// <param name="Failure">Why nothing was made.</param>
public sealed record Webhook(string Id, string? CallbackId, string Status, RenderResult? Result, StepFailure? Failure);

/// <summary>One try to tell a caller.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="StatusCode">What the caller answered, or null when it could not be reached.</param>
/// <param name="Error">Why it could not be reached.</param>
/// <param name="Delivered">Whether it took the message: any answer of 2xx.</param>
public sealed record WebhookDelivery(DateTimeOffset AtUtc, int? StatusCode, string? Error, bool Delivered);
