namespace Avatar.Runtime.Benchmarks;

/// <summary>What benchmarks say.</summary>
internal static class BenchmarkText
{
    private const string Paragraph = "Good morning, and thank you for being here today. We have a short story to tell about voices, faces and time. ";

    private const double ParagraphSeconds = 6.4;

    /// <summary>A text that takes about so many seconds to say.</summary>
    public static string OfSeconds(double seconds) => string.Concat(Enumerable.Repeat(Paragraph, Math.Max(1, (int)Math.Round(seconds / ParagraphSeconds))));
}
