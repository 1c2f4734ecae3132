using Avatar.Core.Errors;
using Avatar.Engines.Speech.Espeak;

namespace Avatar.Engines.Tests.Speech.Espeak;

public sealed class EspeakLibraryTests
{
    [Fact]
    public void Reads_words_as_ipa_with_tied_phonemes() => Assert.Equal("t^ʃˈɪmps", EspeakLibrary.ToIpa("en-us", "chimps"));

    [Fact]
    public void Reads_every_clause() => Assert.Equal("nˈo pˈero", EspeakLibrary.ToIpa("es", "no. perro"));

    [Fact]
    public void Knows_its_sample_rate() => Assert.Equal(22050, EspeakLibrary.SampleRateHz);

    [Fact]
    public void Says_which_voice_is_missing()
    {
        var error = Assert.Throws<RenderFailedException>(() => EspeakLibrary.ToIpa("no-such-voice", "a"));
        Assert.Contains("no-such-voice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_from_several_threads_at_once() =>
        Parallel.For(0, 40, i => Assert.Equal(i % 2 == 0 ? "t^ʃˈɪmps" : "pˈero", EspeakLibrary.ToIpa(i % 2 == 0 ? "en-us" : "es", i % 2 == 0 ? "chimps" : "perro")));
}
