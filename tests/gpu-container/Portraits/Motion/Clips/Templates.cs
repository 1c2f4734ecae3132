using Avatar.Core.Portraits.Motions;

namespace Avatar.Engines.Tests.Portraits.Motion.Clips;

/// <summary>Templates made by hand.</summary>
internal static class Templates
{
    /// <summary>All channels at rest but those that a function gives: channel and seconds to a value in the channel's unit.</summary>
    public static MotionTemplate Of(double seconds, Func<MotionChannel, double, double> value)
    {
        var frames = (int)Math.Round(seconds * MotionTemplate.RatePerSecond);
        return MotionTemplate.Of(channel => [.. Enumerable.Range(0, frames).Select(i => (float)value(channel, (double)i / MotionTemplate.RatePerSecond))]);
    }

    /// <summary>A person who keeps moving: every channel a wave of its own pace over most of its range; blinks every three seconds.</summary>
    public static MotionTemplate Lively(double seconds) => Of(seconds, (channel, time) => channel is MotionChannel.LeftLid or MotionChannel.RightLid
        ? Blink(time)
        : 0.6 * channel.Most() * Math.Sin(2 * Math.PI * (0.17 + 0.06 * (int)channel) * time + (int)channel));

    /// <summary>Shut from 0.1 to 0.15 s after each whole 3 s and 2 s more.</summary>
    public static double Blink(double time) => (time + 1) % 3 is var since && since < 0.1 ? since / 0.1 : since < 0.15 ? 1 : since < 0.3 ? (0.3 - since) / 0.15 : 0;
}
