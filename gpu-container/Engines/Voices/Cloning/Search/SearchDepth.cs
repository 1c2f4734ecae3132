namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>How much a search says before it ends.</summary>
/// <param name="Generations">How many generations it takes.</param>
/// <param name="HearsTheEnd">Whether the places where it may end are heard before one is taken.</param>
internal sealed record SearchDepth(int Generations, bool HearsTheEnd)
{
    /// <summary>Minutes; after it little is gained.</summary>
    public static SearchDepth Full { get; } = new(42, true);

    /// <summary>Seconds: one generation for each language.</summary>
    public static SearchDepth Quick { get; } = new(3, false);
}
