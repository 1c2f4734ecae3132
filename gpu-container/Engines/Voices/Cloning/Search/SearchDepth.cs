namespace Avatar.Engines.Voices.Cloning.Search;

/// <summary>How much a search says before it ends.</summary>
/// <param name="Generations">How many generations it takes.</param>
/// <param name="Points">How many points each of them says.</param>
/// <param name="HearsTheEnd">Whether the places where it may end are heard before one is taken.</param>
/// <param name="JudgedBy">By how many other sentences its likeness is told.</param>
internal sealed record SearchDepth(int Generations, int Points, bool HearsTheEnd, int JudgedBy)
{
    /// <summary>Minutes; after it little is gained.</summary>
    public static SearchDepth Full { get; } = new(40, 6, true, 6);

    /// <summary>Seconds: one generation for each language.</summary>
    public static SearchDepth Quick { get; } = new(3, 4, false, 3);
}
