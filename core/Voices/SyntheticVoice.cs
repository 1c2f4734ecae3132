namespace Avatar.Core.Voices;

/// <summary>What a file that was spoken by a cloned voice says of itself.</summary>
public static class SyntheticVoice
{
    /// <summary>The statement, for a file's metadata.</summary>
    public static string Statement(string voice) => $"synthetic voice of {voice}";
}
