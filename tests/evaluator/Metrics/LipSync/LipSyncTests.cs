using Avatar.Core.Speech;
using Avatar.Evaluator.Metrics.LipSync;

namespace Avatar.Tests.Metrics.LipSync;

public sealed class LipSyncTests(RenderedClip clip)
{
    [Fact]
    public void The_mouth_of_a_rendered_clip_is_on_time_for_phonemes_and_sound()
    {
        var (marks, sound) = (MarksSyncMetrics.Measure(clip.Track, clip.Marks, clip.Truth.MouthOpenings).ToList(), SoundSyncMetrics.Measure(clip.Track, clip.Sound).ToList());
        Assert.InRange(marks.Of(MarksSyncMetrics.Offset), -1, 1);
        Assert.InRange(marks.Of(MarksSyncMetrics.Follows), 0.5, 1);
        Assert.Equal(100, marks.Of(MarksSyncMetrics.BilabialClosure), 20.0);
        Assert.InRange(sound.Of(SoundSyncMetrics.Offset), -2, 2);
        Assert.InRange(sound.Of(SoundSyncMetrics.Follows), 0.3, 1);
    }

    [Fact]
    public async Task Sound_that_is_three_frames_late_makes_the_mouth_three_frames_early()
    {
        // 25 frames a second: 120 ms.
        var late = await clip.SoundOfAsync(await clip.FilteredAsync("-af", "adelay=120:all=1"));
        var before = SoundSyncMetrics.Measure(clip.Track, clip.Sound).Of(SoundSyncMetrics.Offset);
        Assert.Equal(before - 3, SoundSyncMetrics.Measure(clip.Track, late).Of(SoundSyncMetrics.Offset), 0.3);
    }

    [Fact]
    public void Marks_that_are_early_make_the_mouth_late_by_as_much()
    {
        var early = clip.Marks with
        {
            Visemes = [.. clip.Marks.Visemes.Select(mark => mark with { StartSeconds = mark.StartSeconds - 0.16, EndSeconds = mark.EndSeconds - 0.16 })],
        };
        var before = MarksSyncMetrics.Measure(clip.Track, clip.Marks, clip.Truth.MouthOpenings).Of(MarksSyncMetrics.Offset);
        Assert.Equal(before + 4, MarksSyncMetrics.Measure(clip.Track, early, clip.Truth.MouthOpenings).Of(MarksSyncMetrics.Offset), 0.3);
    }

    [Fact]
    public async Task A_frozen_picture_follows_nothing()
    {
        var frozen = await clip.TrackOfAsync(await clip.FilteredAsync("-vf", "loop=loop=-1:size=1,trim=duration=" + clip.Track.Seconds.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.InRange(MarksSyncMetrics.Measure(frozen, clip.Marks, clip.Truth.MouthOpenings).Of(MarksSyncMetrics.Follows), -0.35, 0.35);
        Assert.InRange(SoundSyncMetrics.Measure(frozen, clip.Sound).Of(SoundSyncMetrics.Follows), -0.35, 0.35);
    }

    [Fact]
    public void A_mouth_that_stays_open_is_never_closed()
    {
        var open = clip.Track with { Looks = [.. clip.Track.Looks.Select(look => look! with { MouthOpening = look.MouthOpening + 0.1 })] };
        Assert.Equal(0, MarksSyncMetrics.Measure(open, clip.Marks, clip.Truth.MouthOpenings).Of(MarksSyncMetrics.BilabialClosure));
        Assert.Equal(0, MarksSyncMetrics.Measure(open, clip.Marks, clip.Truth.MouthOpenings).Of(MarksSyncMetrics.RestClosure));
    }

    [Fact]
    public void Marks_cover_the_whole_video_in_order()
    {
        var visemes = clip.Marks.Visemes;
        Assert.Equal(0, visemes[0].StartSeconds, 3);
        Assert.Equal(clip.Track.Seconds, visemes[^1].EndSeconds, 0.05);
        Assert.All(visemes.Zip(visemes.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds, 3));
        Assert.Contains(visemes, mark => mark.Viseme == Viseme.Bilabial);
    }

    [Fact]
    public void Every_viseme_has_an_opening() => Assert.All(Enum.GetValues<Viseme>(), viseme => Assert.InRange(MouthTarget.Of(viseme), 0, 1));

    [Fact]
    public void In_the_reference_pictures_only_lips_that_touch_count_as_closed()
    {
        var closed = clip.Truth.MouthOpenings.Where(shape => shape.Value <= MouthClosure.WidestGap).Select(shape => shape.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["MM_closed", "rest"], closed);
    }
}
