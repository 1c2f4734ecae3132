using System.Text.Json;
using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Orchestration;
using Avatar.Core.Speech;

namespace Avatar.Core.Rendering;

/// <summary>What is said when in a whole video, to the sound: what the animator draws the mouth from.</summary>
/// <param name="Phonemes">The phonemes, in order of time.</param>
/// <param name="Visemes">The mouth shapes, in order of time; together they cover the video, pauses are <see cref="Viseme.Rest"/>.</param>
public sealed record SpokenTimeline(IReadOnlyList<PhonemeMark> Phonemes, IReadOnlyList<VisemeMark> Visemes)
{
    /// <summary>How the name of a render's timeline ends in the artifact store.</summary>
    public const string Suffix = ".marks.json";

    /// <summary>Where the timeline of a plan's render is.</summary>
    public static ArtifactKey KeyOf(ArtifactKey plan) => ArtifactKey.Of(ArtifactFolders.Renders, Path.GetFileNameWithoutExtension(plan.Name) + Suffix);

    /// <summary>Reads a timeline that <c>generate --marks</c> wrote.</summary>
    public static async Task<SpokenTimeline> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<SpokenTimeline>(content, OrchestrationJson.Options, cancellationToken) ?? throw new JsonException($"{path} is empty.");
    }

    /// <summary>The marks of segments, at the time of the video.</summary>
    internal static SpokenTimeline Of(IEnumerable<PlacedSegment> segments)
    {
        var (phonemes, visemes) = (new List<PhonemeMark>(), new List<VisemeMark>());
        foreach (var speech in segments.Select(segment => segment.Speech))
        {
            double Placed(double seconds) => Math.Round(speech.StartSeconds + seconds, 4);
            phonemes.AddRange(speech.Marks.Phonemes.Select(mark => mark with { StartSeconds = Placed(mark.StartSeconds), EndSeconds = Placed(mark.EndSeconds) }));
            visemes.AddRange(speech.Marks.Visemes.Select(mark => mark with { StartSeconds = Placed(mark.StartSeconds), EndSeconds = Placed(mark.EndSeconds) }));
        }

        return new SpokenTimeline(phonemes, visemes);
    }
}
