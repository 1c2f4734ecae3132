using Avatar.Core.Rendering;

namespace Avatar.Core.Tests.Rendering;

/// <summary>Results of renders that never were.</summary>
internal static class SomeResult
{
    public static RenderResult Of(string output) => new()
    {
        Output = output,
        DurationSeconds = 2,
        Frames = 50,
        Fps = 25,
        Width = 256,
        Height = 256,
        Segments = [],
        Engines = new RenderEngines("", ""),
        Voice = "",
        Portrait = "",
        Seed = 1,
        Warnings = [],
        Timings = new RenderTimings(0, 0, 0, 0, 0),
    };
}
