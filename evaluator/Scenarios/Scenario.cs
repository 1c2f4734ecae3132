using Avatar.Core.Languages;

namespace Avatar.Evaluator.Scenarios;

/// <summary>Clips that show one thing the product must do.</summary>
/// <param name="Name">Its name: the file's, without the extension.</param>
/// <param name="Description">What it shows.</param>
/// <param name="NeedsVoices">Whether its clips are spoken by each of the cloned voices that the user names.</param>
/// <param name="Clips">At least one.</param>
internal sealed record Scenario(string Name, string Description, bool NeedsVoices, IReadOnlyList<ScenarioClip> Clips);

/// <summary>A clip to render and to measure.</summary>
/// <param name="Id">Its name, unique among all scenarios.</param>
/// <param name="Text">What is said.</param>
/// <param name="Language">The language asked for: auto, en, zh or es.</param>
/// <param name="Heard">The languages that must be heard, in order.</param>
/// <param name="Voice">A voice of the product, or null for the default one.</param>
/// <param name="Portrait">A shipped portrait's name, or null for the default one.</param>
/// <param name="Speed">Speaking rate, 0.5 to 2.</param>
internal sealed record ScenarioClip(string Id, string Text, string Language, IReadOnlyList<Language> Heard, string? Voice, string? Portrait, double Speed);
