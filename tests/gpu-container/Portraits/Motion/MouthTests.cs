using Avatar.Core.Media;
using Avatar.Core.Portraits;
using Avatar.Core.Speech;
using Avatar.Engines.Portraits.Motion;

namespace Avatar.Engines.Tests.Portraits.Motion;

public class MouthTests
{
    public static TheoryData<int, int> RatesAndSeeds =>
        new(from fps in new[] { 25, 30 } from seed in Enumerable.Range(0, 20) select (fps, seed));

    [Theory]
    [MemberData(nameof(RatesAndSeeds))]
    public void Each_sound_shows_what_it_must_in_every_frame_of_its_middle(int fps, int seed)
    {
        var rate = FrameRate.Parse(fps);
        var speech = seed == 0 ? Spoken.At(0.2, Spoken.Sentence) : Spoken.Random(seed, 0.2, 12);
        var track = new MotionTrack(Spoken.Segment(rate, speech));
        var marks = speech.Marks.Visemes;
        for (var i = 0; i < marks.Count; i++)
        {
            if (marks[i].EndSeconds - marks[i].StartSeconds < 0.02) continue;
            var lipsBeside = marks.Any(mark => mark != marks[i] && mark.EndSeconds > marks[i].StartSeconds - 0.06 && mark.StartSeconds < marks[i].EndSeconds + 0.06 && mark.Viseme is Viseme.Bilabial or Viseme.LabioDental);
            var frames = FramesOfMiddle(speech, marks[i], rate).ToList();
            Assert.NotEmpty(frames);
            foreach (var face in frames.Select(track.At)) Check(marks[i].Viseme, face, lipsBeside);
        }
    }

    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    public void The_mouth_is_closed_and_relaxed_in_pauses(int fps)
    {
        var rate = FrameRate.Parse(fps);
        for (var length = 0.121; length < 1.2; length *= 1.07)
        {
            var speech = Spoken.At(0.3, [(Viseme.OpenVowel, 0.2, 2), (Viseme.Rest, length, 0), (Viseme.OpenVowel, 0.2, 2)]);
            var track = new MotionTrack(Spoken.Segment(rate, speech));
            var (start, end) = (0.5 + length * 0.2, 0.5 + length * 0.8);
            var frames = Enumerable.Range(0, 100).Where(frame => Middle(frame, rate) >= start && Middle(frame, rate) <= end).ToList();
            Assert.NotEmpty(frames);
            foreach (var face in frames.Select(frame => track.At(frame)))
            {
                Assert.Equal(0, face.LipPress, 3);
                Assert.Equal(0, face.JawOpen + face.UpperLipRaise + face.LowerLipDrop + face.Pucker + face.Stretch, 3);
            }
        }
    }

    [Fact]
    public void Vowels_reach_half_to_three_quarters_of_held_shapes()
    {
        var speech = Spoken.At(0, Enumerable.Repeat<(Viseme, double, int)[]>([(Viseme.Alveolar, 0.07, 0), (Viseme.OpenVowel, 0.12, 2)], 20).SelectMany(pair => pair));
        var track = new MotionTrack(Spoken.Segment(FrameRate.Fps25, speech));
        Assert.InRange(Enumerable.Range(10, 70).Max(frame => track.At(frame).JawOpen), 0.5f, 0.78f);
    }

    [Fact]
    public void Stress_opens_more_and_haste_less()
    {
        Assert.True(Widest(0.12, 2) > Widest(0.12, 0) * 1.1f);
        Assert.True(Widest(0.12, 2) > Widest(0.05, 2) * 1.2f);

        static float Widest(double vowelSeconds, int stress)
        {
            var speech = Spoken.At(0, Enumerable.Repeat<(Viseme, double, int)[]>([(Viseme.Alveolar, vowelSeconds / 2, 0), (Viseme.OpenVowel, vowelSeconds, stress)], 20).SelectMany(pair => pair));
            var track = new MotionTrack(Spoken.Segment(FrameRate.Fps25, speech));
            return Enumerable.Range(5, 25).Max(frame => track.At(frame).JawOpen);
        }
    }

    [Fact]
    public void Rounding_begins_before_its_sound()
    {
        var speech = Spoken.At(0, [(Viseme.Rest, 0.3, 0), (Viseme.Sibilant, 0.2, 0), (Viseme.CloseRoundVowel, 0.2, 2), (Viseme.Rest, 0.5, 0)]);
        var track = new MotionTrack(Spoken.Segment(FrameRate.Fps25, speech));
        Assert.True(track.At(11).Pucker > 0.15f); // 0.44 .. 0.48 s; the vowel begins at 0.5 s
    }

    [Theory]
    [MemberData(nameof(RatesAndSeeds))]
    public void The_mouth_moves_without_flicker(int fps, int seed)
    {
        var rate = FrameRate.Parse(fps);
        var segment = Spoken.Segment(rate, Spoken.Random(seed, 0.2, 12));
        var track = new MotionTrack(segment);
        var faces = Enumerable.Range(0, segment.FrameCount).Select(frame => track.At(frame)).ToArray();
        var jaw = faces.Select(face => face.JawOpen).ToArray();
        Assert.All(jaw.Zip(jaw.Skip(1), (a, b) => Math.Abs(b - a)), step => Assert.InRange(step, 0, 0.5f));
        Assert.All(faces.Zip(faces.Skip(1), (a, b) => Math.Abs(b.Pucker - a.Pucker)), step => Assert.InRange(step, 0, 0.5f));
        Assert.All(faces, face => Assert.InRange(Math.Max(face.Pucker, face.Stretch), 0, 1));
        Assert.All(jaw, value => Assert.InRange(value, 0, 1.05f));
        // A direction that turns in three successive frames is a tremble, not speech.
        for (var i = 0; i + 4 < jaw.Length; i++)
        {
            var steps = Enumerable.Range(i, 4).Select(k => jaw[k + 1] - jaw[k]).ToArray();
            Assert.False(steps.Zip(steps.Skip(1), (a, b) => a * b < 0 && Math.Min(Math.Abs(a), Math.Abs(b)) > 0.08f).All(turns => turns), $"frame {i}");
        }
    }

    [Fact]
    public void Strange_marks_are_borne()
    {
        VisemeMark[] marks = [new(Viseme.OpenVowel, 0.2, 0.2, 2), new(Viseme.Bilabial, 0.3, 0.25, 0), new(Viseme.OpenVowel, double.NaN, 1, 2), new((Viseme)99, 0.5, 0.7, 0), new(Viseme.MidRoundVowel, 0.9, 5, 2)];
        AnimationSegment[] segments =
        [
            Spoken.Segment(FrameRate.Fps25),
            Spoken.Segment(FrameRate.Fps25, new TimedSpeech(0, 1, new([], [], []), new(0.01, [], []))),
            Spoken.Segment(FrameRate.Fps25, new TimedSpeech(0, 1, new([], marks, []), new(0, [0, float.NaN], [float.PositiveInfinity]))),
            Spoken.Segment(FrameRate.Fps25, new TimedSpeech(0, 0, new([], [], []), new(0.01, [], [])), Spoken.At(0, Spoken.Sentence, pitch: false)),
        ];
        foreach (var segment in segments)
        {
            var track = new MotionTrack(segment);
            for (var frame = -10; frame < 60; frame++)
                Assert.InRange(track.At(frame).JawOpen + Math.Abs(track.At(frame).HeadPitchDegrees) + track.At(frame).Pucker, 0, 8);
            Assert.InRange(track.FirstSpeakingFrame(), 0, Math.Max(0, segment.FrameCount - 1));
        }
    }

    [Fact]
    public void The_first_speaking_frame_has_an_open_mouth()
    {
        var track = new MotionTrack(Spoken.Segment(FrameRate.Fps25, Spoken.At(0, Spoken.Sentence)));
        Assert.True(track.At(track.FirstSpeakingFrame()).JawOpen >= 0.3f);
    }

    private static double Middle(long frame, FrameRate rate) => rate.StartSeconds(frame) + rate.FrameSeconds / 2;

    /// <summary>The frames to be seen during the middle 60 % of a sound.</summary>
    private static IEnumerable<long> FramesOfMiddle(TimedSpeech speech, VisemeMark mark, FrameRate rate)
    {
        var margin = 0.2 * (mark.EndSeconds - mark.StartSeconds) + 1e-9;
        var first = (long)Math.Floor((speech.StartSeconds + mark.StartSeconds + margin) / rate.FrameSeconds);
        var last = (long)Math.Floor((speech.StartSeconds + mark.EndSeconds - margin) / rate.FrameSeconds);
        for (var frame = first; frame <= last; frame++) yield return frame;
    }

    private static void Check(Viseme viseme, FaceControls face, bool lipsBeside)
    {
        switch (viseme)
        {
            case Viseme.Bilabial:
                Assert.True(face.LipPress >= 0.3f);
                Assert.True(face.JawOpen <= 0.13f);
                Assert.True(face.UpperLipRaise + face.LowerLipDrop < 0.02f);
                break;
            case Viseme.LabioDental when !lipsBeside:
                Assert.True(face.LowerLipTuck >= 0.7f);
                Assert.True(face.LipPress < 0.1f);
                break;
            case Viseme.Sibilant or Viseme.PostAlveolar or Viseme.AlveoloPalatal or Viseme.Retroflex:
                Assert.True(face.JawOpen <= 0.15f);
                break;
            case Viseme.Glide or Viseme.CloseRoundVowel or Viseme.FrontRoundVowel:
                Assert.True(face.Pucker >= 0.45f);
                break;
        }
    }
}
