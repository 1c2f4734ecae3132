using Avatar.Core.Activities;
using Avatar.Core.Captions;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;

namespace Avatar.Core.Rendering;

/// <summary>A spoken segment at its place on the timeline, where it fills whole frames.</summary>
/// <param name="Segment">What is said.</param>
/// <param name="Speech">Its marks and prosody at their time.</param>
/// <param name="StartFrame">Its first frame's number.</param>
/// <param name="FrameCount">How many frames it fills.</param>
internal sealed record PlacedSegment(SpeechSegment Segment, TimedSpeech Speech, long StartFrame, int FrameCount)
{
    /// <summary>The first frame after it.</summary>
    public long EndFrame => StartFrame + FrameCount;

    /// <summary>Places speech after what came before; its last frame is filled up with silence.</summary>
    public static PlacedSegment After(long startFrame, SpeechSegment segment, SynthesizedSpeech speech, FrameRate rate) => At(
        startFrame,
        segment,
        new SpokenMarks(speech.Marks, speech.Prosody, SegmentAudio.FrameCount(speech.Samples.Length, speech.SampleRateHz, rate)),
        rate);

    /// <summary>Reads a segment's marks and places them.</summary>
    public static async Task<PlacedSegment> ReadAsync(
        SpeechSegment segment, PlacedSpeech speech, FrameRate rate, ActivityFiles files, CancellationToken cancellationToken) =>
        At(speech.StartFrame, segment, await files.ReadAsync<SpokenMarks>(speech.Marks, cancellationToken), rate);

    /// <summary>What the animator needs to draw it, its neighbours' speech included.</summary>
    public AnimationSegment Animation(PlacedSegment? before, PlacedSegment? after, FrameRate rate, int seed) =>
        new(rate, StartFrame, FrameCount, [.. new[] { before, this, after }.OfType<PlacedSegment>().Select(segment => segment.Speech)], seed);

    /// <summary>What captions are made from.</summary>
    public CaptionedSpeech Captioned() => new(Segment.Text, Speech.StartSeconds, Speech.DurationSeconds, Speech.Marks.Words);

    /// <summary>Its entry in the manifest.</summary>
    public RenderedSegment Describe() => new(
        Segment.Language.Code(), Segment.Text, Speech.StartSeconds, Math.Round(Speech.StartSeconds + Speech.DurationSeconds, 4));

    private static PlacedSegment At(long startFrame, SpeechSegment segment, SpokenMarks spoken, FrameRate rate) => new(
        segment,
        new TimedSpeech(rate.StartSeconds(startFrame), spoken.FrameCount * rate.FrameSeconds, spoken.Marks, spoken.Prosody),
        startFrame,
        spoken.FrameCount);

    /// <summary>The first frame that shows a clearly open mouth; the segment's first frame when there is none.</summary>
    public long FirstSpeakingFrame(FrameRate rate)
    {
        var vowel = Speech.Marks.Visemes.FirstOrDefault(mark => mark.Viseme is Viseme.OpenVowel or Viseme.MidFrontVowel or Viseme.MidRoundVowel or Viseme.CentralVowel)
            ?? Speech.Marks.Visemes.FirstOrDefault(mark => mark.Viseme is not Viseme.Rest);
        if (vowel is null) return StartFrame;
        var middle = (vowel.StartSeconds + vowel.EndSeconds) / 2;
        return StartFrame + Math.Min((long)(middle * rate.FramesPerSecond), FrameCount - 1);
    }
}
