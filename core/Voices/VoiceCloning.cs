namespace Avatar.Core.Voices;

/// <summary>How a speech engine comes to speak with cloned voices.</summary>
public enum VoiceCloning
{
    /// <summary>It can't.</summary>
    None,

    /// <summary>By data that was learned for it when the voice was added.</summary>
    Learned,

    /// <summary>By imitating the voice's recording.</summary>
    Imitated,
}
