using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Xtts;

namespace Avatar.Tests.Speech.Xtts;

public sealed class XttsModelTests
{
    private const int Stop = 1025;

    // The rows have 1 to 32 where the stand-in looks at the voice, 528 together.
    private static readonly XttsVoice Voice = new(
        [.. Enumerable.Range(0, 32 * 1024).Select(i => i % 1024 == XttsStandIn.Voice ? 1 + i / 1024 : 0f)], [.. Enumerable.Range(0, 512).Select(i => i * 0.25f)]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_text_is_read_after_the_voice_and_each_code_after_those_before_it_and_all_latents_are_spoken_in_order()
    {
        using var files = new XttsStandIn(remembers: true, (0, 7, 1000), (1, 9, 1000), (2, 7, 1000), (3, Stop, 1000));
        using var model = files.Load();
        // The tokens are 3, 4, 25, 41, 12, 2, 40, 10, 0: 137 together, at the places 0 to 8: 36. Before the first code 32 + 9 + 1 rows were read, the last of them the start, 1024.
        float[][] expected = [[137, 36, 528, 1024, 0, 42], [137, 36, 528, 1024 + 7, 1, 43], [137, 36, 528, 1024 + 7 + 9, 1 + 2, 44]];
        Assert.Equal(
            expected.SelectMany(code => code.Select((value, sample) => value + sample * 0.25f)),
            model.Say(Voice.Pack(), "Mer,\nme!", Language.English, Cancelled));
    }

    [Fact]
    public void A_recording_is_the_mean_of_its_chunks_for_the_language_model_and_one_for_the_speaker()
    {
        using var files = new XttsStandIn(remembers: true);
        using var model = files.Load();
        var (latents, speaker) = XttsVoice.Unpack(model.Listen(new float[13 * 24000], Cancelled));
        // Silence is ln(1e-5) / 2 in 80 bands and 517, 517 and 87 frames; the stand-in gives thousandths of the sum.
        Assert.All(latents, value => Assert.Equal(0.001 * 80 * Math.Log(1e-5) / 2 * (517 + 517 + 87) / 3, value, 0.01));
        Assert.Equal(Enumerable.Range(0, 512).Select(i => (float)i), speaker);
    }

    [Fact]
    public void What_a_recording_gave_can_be_spoken_with()
    {
        using var files = new XttsStandIn(remembers: true, (0, 7, 1000), (1, Stop, 1000));
        using var model = files.Load();
        Assert.Equal(XttsStandIn.Shown.Length, model.Say(model.Listen(new float[3 * 24000], Cancelled), "ha", Language.Spanish, Cancelled).Length);
    }

    [Fact]
    public void The_same_words_of_the_same_voice_sound_the_same_and_others_do_not()
    {
        // 40 codes of which any may follow, ten times.
        using var files = new XttsStandIn(
            remembers: true, [.. Enumerable.Range(0, 10).SelectMany(place => Enumerable.Range(0, 40).Select(i => (place, 40 * place + i + 2, 1000f))), (10, Stop, 1000)]);
        using var model = files.Load();
        var spoken = Say(Voice, "me", Language.English);
        Assert.Equal(10 * XttsStandIn.Shown.Length, spoken.Length);
        Assert.Equal(spoken, Say(Voice, "me", Language.English));
        Assert.NotEqual(Codes(spoken), Codes(Say(Voice, "me", Language.Spanish)));
        Assert.NotEqual(Codes(spoken), Codes(Say(Voice, "ha", Language.English)));
        Assert.NotEqual(Codes(spoken), Codes(Say(Voice with { Speaker = new float[512] }, "me", Language.English)));

        float[] Say(XttsVoice voice, string text, Language language) => model.Say(voice.Pack(), text, language, Cancelled);

        static IEnumerable<int> Codes(float[] sound) => sound.Chunk(XttsStandIn.Shown.Length).Select(samples => (int)samples[XttsStandIn.Code]);
    }

    [Fact]
    public void What_never_stops_is_tried_again_with_other_chances_and_then_refused()
    {
        // After the first code come, by even chances, the stop or what never ends. Chance is the same every time: "n", "o" and "r" end at the second attempt, and "a" at none of three.
        using var files = new XttsStandIn(remembers: false, [(0, 7, 1000), (1, 9, 1000), (1, Stop, 1000), .. Enumerable.Range(2, 604).Select(place => (place, 9, 1000f))]);
        using var model = files.Load();
        Assert.All(["n", "o", "r"], text => Assert.Equal(XttsStandIn.Shown.Length, model.Say(Voice.Pack(), text, Language.English, Cancelled).Length));
        Assert.Contains(
            "xtts did not come to the end of a text of 1 characters, in 3 attempts",
            Assert.Throws<RenderFailedException>(() => model.Say(Voice.Pack(), "a", Language.English, Cancelled)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_a_sound_is_no_text_that_came_to_its_end()
    {
        using var files = new XttsStandIn(remembers: true, (0, Stop, 1000));
        using var model = files.Load();
        Assert.Throws<RenderFailedException>(() => model.Say(Voice.Pack(), "me", Language.English, Cancelled));
    }

    [Fact]
    public void Too_long_a_text_a_damaged_voice_and_one_who_leaves_end_it()
    {
        using var files = new XttsStandIn(remembers: true, (0, 7, 1000), (1, Stop, 1000));
        using var model = files.Load();
        Assert.Contains("up to 404 tokens, and this one has 405", Assert.Throws<RenderFailedException>(() => Say(Voice.Pack(), new string('n', 402))).Message, StringComparison.Ordinal);
        Assert.Equal(XttsStandIn.Shown.Length, Say(Voice.Pack(), new string('n', 401)).Length);
        Assert.Contains("damaged", Assert.Throws<RenderFailedException>(() => Say([1, 2, 3], "me")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<OperationCanceledException>(() => model.Say(Voice.Pack(), "me", Language.English, new CancellationToken(canceled: true)));

        float[] Say(byte[] voice, string text) => model.Say(voice, text, Language.English, Cancelled);
    }

    [Fact]
    public void The_longest_texts_are_those_of_the_original()
    {
        using var files = new XttsStandIn(remembers: true);
        using var model = files.Load();
        Assert.Equal([250, 82, 239], [model.MostCharacters(Language.English), model.MostCharacters(Language.Mandarin), model.MostCharacters(Language.Spanish)]);
    }

    [Fact]
    public void Another_graph_is_refused_with_its_file_and_what_was_expected()
    {
        using var files = new XttsStandIn(remembers: true);
        var other = new GraphWriter(17).Input(TensorSpec.Float("latents", 1, -1, 1024)).Input(TensorSpec.Float("speaker_embedding", 1, 192, 1)).Output(TensorSpec.Float("sound", 1, -1, 1024));
        files.Write("hifigan_vocoder", other.Node("Identity", ["latents"], ["sound"]));
        Assert.StartsWith(
            $"{files.PathOf("hifigan_vocoder.onnx")} is not the model of this version: the input speaker_embedding, Float [1,512,1] was expected, and it has speaker_embedding, Float [1,192,1]: "
            + "pull it again with './avatar models remove xtts' and './avatar models pull xtts'",
            Assert.Throws<RenderFailedException>(() => files.Load()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("mel_stats.npy")]
    [InlineData("mel_pos_embedding.npy")]
    [InlineData("speaker_encoder.onnx")]
    public void A_missing_file_is_named_with_what_to_do(string name)
    {
        using var files = new XttsStandIn(remembers: true);
        File.Delete(files.PathOf(name));
        var message = Assert.Throws<RenderFailedException>(() => files.Load()).Message;
        Assert.StartsWith(files.PathOf(name), message, StringComparison.Ordinal);
        Assert.Contains("./avatar models pull xtts", message, StringComparison.Ordinal);
    }
}
