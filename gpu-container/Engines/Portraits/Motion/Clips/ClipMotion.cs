using Avatar.Core.Portraits.Motions;

namespace Avatar.Engines.Portraits.Motion.Clips;

/// <summary>
/// Plays a clip's motion on the endless timeline. A clip that ends begins again, and its end fades into its beginning: played backwards, a head would bounce at the turn, lids would close
/// slowly and open fast, and a blink at the turn would stay shut for twice its time. The video begins at rest, since its first frame is often its picture.
/// </summary>
internal sealed class ClipMotion : IUpperFaceMotion
{
    private const double LongestFadeSeconds = 1;
    private const double LongestFadeShare = 1.0 / 3;
    private const double BeginSeconds = 1;

    // Lids half faded would stay half shut, so they change over fast.
    private const double LidFadeSeconds = 0.1;

    private readonly float[][] _channels;
    private readonly double _fadeSeconds;
    private readonly double _roundSeconds;

    /// <summary>Prepares a template.</summary>
    /// <exception cref="Avatar.Core.Errors.InvalidInputException">It is damaged.</exception>
    public ClipMotion(MotionTemplate template)
    {
        template.Check("motion");
        _channels = [.. MotionChannels.All.Select(template.Channel)];
        _fadeSeconds = Math.Min(LongestFadeSeconds, LongestFadeShare * template.Seconds);
        _roundSeconds = template.Seconds - _fadeSeconds;
    }

    /// <inheritdoc/>
    public UpperFace At(double time)
    {
        var place = time % _roundSeconds;
        var isFading = time >= _roundSeconds && place < _fadeSeconds;
        var fade = isFading ? Curves.Step(place / _fadeSeconds) : 1;
        var lidFade = isFading ? Curves.Step((place - _fadeSeconds / 2) / LidFadeSeconds + 0.5) : 1;
        var whole = Curves.Step(time / BeginSeconds);
        return new(
            new(
                Value(MotionChannel.HeadYaw, fade),
                Value(MotionChannel.HeadPitch, fade),
                Value(MotionChannel.HeadRoll, fade),
                Value(MotionChannel.HeadShiftX, fade),
                Value(MotionChannel.HeadShiftY, fade)),
            Value(MotionChannel.LeftLid, lidFade),
            Value(MotionChannel.RightLid, lidFade),
            Value(MotionChannel.GazeX, fade),
            Value(MotionChannel.GazeY, fade),
            Value(MotionChannel.BrowInner, fade),
            Value(MotionChannel.BrowOuter, fade));

        double Value(MotionChannel channel, double share)
        {
            var value = Sample(channel, place);
            // The end of the round before.
            if (share < 1) value = share * value + (1 - share) * Sample(channel, place + _roundSeconds);
            return whole * value;
        }
    }

    /// <summary>A channel's value at a time within the template, on the cubic through the frames around it (Catmull and Rom 1974).</summary>
    private double Sample(MotionChannel channel, double seconds)
    {
        var values = _channels[(int)channel];
        var at = seconds * MotionTemplate.RatePerSecond;
        var frame = (int)at;
        var part = at - frame;
        var (before, start, end, after) = (Frame(-1), Frame(0), Frame(1), Frame(2));
        var value = start + 0.5 * part * (end - before + part * (2 * before - 5 * start + 4 * end - after + part * (3 * (start - end) + after - before)));
        return Math.Clamp(value, channel.Least(), channel.Most());

        double Frame(int offset) => values[Math.Clamp(frame + offset, 0, values.Length - 1)];
    }
}
