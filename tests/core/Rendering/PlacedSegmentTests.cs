using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using CsCheck;

namespace Avatar.Core.Tests.Rendering;

public class PlacedSegmentTests
{
    private static readonly SpeechSegment Segment = new(0, Language.English, "a", [], SegmentEnd.Sentence);

    [Fact]
    public void Segments_fill_whole_frames_and_follow_each_other_without_a_gap() =>
        Gen.Select(Gen.Int[0, 400_000].Array[1, 20], Gen.Bool.Select(fast => fast ? FrameRate.Fps30 : FrameRate.Fps25)).Sample((lengths, rate) =>
        {
            long frame = 0;
            foreach (var length in lengths)
            {
                var placed = PlacedSegment.After(frame, Segment, Speech(length), rate);
                var samples = (long)placed.FrameCount * rate.SamplesPerFrame(24_000);
                Assert.Equal(frame, placed.StartFrame);
                Assert.Equal(rate.StartSeconds(frame), placed.Speech.StartSeconds, 1e-9);
                Assert.InRange(samples - length, 0, rate.SamplesPerFrame(24_000));
                frame = placed.EndFrame;
            }
        });

    [Fact]
    public void The_first_speaking_frame_shows_the_first_vowel()
    {
        VisemeMark[] visemes = [new(Viseme.Rest, 0, 0.1, 0), new(Viseme.Bilabial, 0.1, 0.2, 0), new(Viseme.OpenVowel, 0.2, 0.4, 2), new(Viseme.Rest, 0.4, 1, 0)];

        var placed = PlacedSegment.After(50, Segment, Speech(24_000, visemes), FrameRate.Fps25);

        Assert.Equal(50 + 7, placed.FirstSpeakingFrame(FrameRate.Fps25));
    }

    private static SynthesizedSpeech Speech(int samples, params VisemeMark[] visemes) =>
        new(new float[samples], 24_000, new SpeechMarks([], visemes, []), new ProsodyTrack(0.0125, [], []));
}
