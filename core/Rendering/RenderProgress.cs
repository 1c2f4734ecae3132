namespace Avatar.Core.Rendering;

/// <summary>The stages of a render, in order of their start; synthesis and animation overlap.</summary>
public enum RenderStage
{
    /// <summary>Cutting the text into segments and preparing the portrait.</summary>
    Plan,

    /// <summary>Speaking; counted in segments.</summary>
    Synthesize,

    /// <summary>Drawing and encoding; counted in segments.</summary>
    Animate,

    /// <summary>Joining all into the file.</summary>
    Mux,
}

/// <summary>How far a stage is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Done">Units of work done.</param>
/// <param name="Total">Units of work in all.</param>
public readonly record struct RenderProgress(RenderStage Stage, int Done, int Total);
