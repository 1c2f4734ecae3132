using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Portraits.Motions;
using CsCheck;

namespace Avatar.Core.Tests.Portraits.Motions;

public class MotionTemplateTests
{
    [Fact]
    public void Values_come_back_to_a_65th_thousandth_of_their_range() =>
        Gen.Select(Gen.Float[-1, 1].Array[30, 200], Gen.Int[0, 10]).Sample((shares, number) =>
        {
            var channel = (MotionChannel)number;
            var values = Array.ConvertAll(shares, share => Math.Max(channel.Least(), share * channel.Most()));
            var template = MotionTemplate.Of(other => other == channel ? values : new float[values.Length]);
            template.Check("motion");
            Assert.Equal(values.Length, template.FrameCount);
            foreach (var (expected, actual) in values.Zip(template.Channel(channel))) Assert.Equal(expected, actual, channel.Most() / 65000);
            Assert.All(MotionChannels.All.Where(other => other != channel), other => Assert.All(template.Channel(other), value => Assert.Equal(0, value)));
        });

    [Fact]
    public void What_can_not_be_drawn_becomes_what_can()
    {
        var template = MotionTemplate.Of(channel => [.. Enumerable.Repeat(channel == MotionChannel.HeadYaw ? 90f : -2f, 30)]);
        Assert.All(template.Channel(MotionChannel.HeadYaw), yaw => Assert.Equal(7, yaw));
        Assert.All(template.Channel(MotionChannel.HeadShiftX), shift => Assert.Equal(-0.1f, shift));
        Assert.All(template.Channel(MotionChannel.LeftLid), lid => Assert.Equal(0, lid));
    }

    [Fact]
    public void A_minute_is_forty_kilobytes_and_survives_json()
    {
        var template = MotionTemplate.Of(channel => [.. Enumerable.Range(0, 1800).Select(i => channel.Most() * MathF.Sin(i))]);
        // 2 bytes, 11 channels, 1800 frames.
        Assert.Equal(39_600, template.Values.Length);
        Assert.Equal(1799 / 30.0, template.Seconds);
        var json = JsonSerializer.SerializeToUtf8Bytes(template, OrchestrationJson.Options);
        Assert.InRange(json.Length, 50_000, 55_000);
        Assert.Equal(template.Values, JsonSerializer.Deserialize<MotionTemplate>(json, OrchestrationJson.Options)!.Values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22 * 30 - 22)]
    [InlineData(22 * 30 + 1)]
    [InlineData(22 * 1801)]
    public void What_is_no_template_is_refused(int bytes) =>
        Assert.Equal("motion", Assert.Throws<InvalidInputException>(() => new MotionTemplate(new byte[bytes]).Check("motion")).Field);
}
