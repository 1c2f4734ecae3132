using Avatar.Core.Errors;
using Avatar.Core.Voices;
using Avatar.Engines;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech;
using Avatar.Engines.Speech.Imitation;

namespace Avatar.Tests.Speech.Imitation;

public sealed class ImitatingEngineTests
{
    [Fact]
    public void A_model_that_was_not_pulled_is_not_offered_and_the_error_says_how_to_pull_it()
    {
        var settings = new EngineSettings(Device.Cpu, "no-models");
        Assert.Equal(["kokoro", "espeak"], SpeechEngines.Available(settings));
        using var engines = new LocalEngines(new VoiceStore("none"), settings);
        foreach (var name in ImitatingEngine.Names)
        {
            var refused = Assert.Throws<InvalidInputException>(() => engines.Speech(name));
            Assert.Equal("speechEngine", refused.Field);
            Assert.Contains($"./avatar models pull {name}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("no-models", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("xtts", true)]
    [InlineData("chatterbox", false)]
    public void Who_uses_a_model_hears_of_its_licence_and_of_its_slowness_on_a_CPU(string name, bool isForbidden)
    {
        Assert.Contains("slower than real time", ImitatingEngine.NoticeOf(name, Device.Cpu), StringComparison.Ordinal);
        Assert.Equal(isForbidden, ImitatingEngine.NoticeOf(name, Device.Cuda) is { } notice && notice.Contains("commercially", StringComparison.Ordinal));
    }
}
