using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Voices;
using Avatar.Engines;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Kokoro;

namespace Avatar.Tests.Speech.Kokoro;

public sealed class KokoroVoicesTests
{
    private readonly KokoroVoices _voices = new();

    [Fact]
    public void KnowsTheVoicesLanguagesAndSexes()
    {
        Assert.Equal(39, _voices.All.Count);
        Assert.Contains(_voices.All, voice => voice is { Name: "bf_emma", Language: Language.English, Sex: "female" });
        Assert.Contains(_voices.All, voice => voice is { Name: "zm_yunxi", Language: Language.Mandarin, Sex: "male" });
        Assert.All(Enum.GetValues<Language>(), language => Assert.Contains(_voices.All, voice => voice.Name == KokoroVoices.Default(language) && voice.Language == language));
    }

    [Theory]
    [InlineData("af_heart", 1, 0)]
    [InlineData("af_heart+am_adam", 0.5, 0.5)]
    [InlineData(" af_heart * 3 + am_adam", 0.75, 0.25)]
    [InlineData("af_heart*0.7+am_adam*0.3", 0.7, 0.3)]
    public void ReadsMixes(string text, double first, double second)
    {
        var mix = VoiceMix.Parse(text, _voices.All);
        Assert.Equal(first, mix.Parts[0].Weight, 9);
        if (second > 0) Assert.Equal(second, mix.Parts[1].Weight, 9);

        var style = _voices.Style(mix, 20);
        var heart = _voices.Style(VoiceMix.Parse("af_heart", _voices.All), 20);
        var adam = _voices.Style(VoiceMix.Parse("am_adam", _voices.All), 20);
        for (var i = 0; i < style.Length; i++) Assert.Equal(first * heart[i] + second * adam[i], style[i], 4);
    }

    [Theory]
    [InlineData("af_hart", "af_heart")]
    [InlineData("Michael", "am_michael")]
    [InlineData("dora", "ef_dora")]
    [InlineData("af_heart+am_adm", "am_adam")]
    [InlineData("", "Unknown voice")]
    [InlineData("../../secret", "Unknown voice")]
    [InlineData("af_heart*0", "weight")]
    [InlineData("af_heart*-1", "weight")]
    [InlineData("af_heart*NaN", "weight")]
    [InlineData("af_heart*1e5", "weight")]
    [InlineData("af_heart+", "Unknown voice")]
    [InlineData("af_sky+af_sky+af_sky+af_sky+af_sky+af_sky", "at most 5")]
    public void RefusesOthersAndSaysWhatToDo(string text, string hint)
    {
        var error = Assert.Throws<InvalidInputException>(() => VoiceMix.Parse(text, _voices.All));
        Assert.Equal("voice", error.Field);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownEngineIsRefused()
    {
        using var engines = new LocalEngines(new VoiceStore("none"), new EngineSettings(Device.Cpu, "none"));
        var error = Assert.Throws<InvalidInputException>(() => engines.Speech("hal"));
        Assert.Equal("speechEngine", error.Field);
        Assert.Contains("kokoro", error.Message, StringComparison.Ordinal);
    }
}
