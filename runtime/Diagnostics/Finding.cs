namespace Avatar.Runtime.Diagnostics;

/// <summary>One thing that a render needs.</summary>
/// <param name="Subject">What it is.</param>
/// <param name="Fact">What was found.</param>
/// <param name="Advice">What to do about it; null when all is well.</param>
internal sealed record Finding(string Subject, string Fact, string? Advice = null);
