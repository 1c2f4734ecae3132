using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Onnx;
using Avatar.Engines.Speech.Chatterbox;

namespace Avatar.Tests.Speech.Chatterbox;

public sealed class ChatterboxModelTests
{
    private static readonly float[] Recording = new float[100_000];

    public static TheoryData<string> Files => [LanguageModelFile.Cpu.Name, LanguageModelFile.Cuda.Name];

    // "Hola." has the tokens 6563, 255, [es], h, o, l, a, ., 0, 6561, 6561 at the positions 0, 0, 1, 2, 3, 4, 5, 6, 7, 0, 0, in all 28, after 2 rows of the voice.
    // First: 1000 + 28 + 2 x 11 x 0.5 + 50 x 2 + 200 = 1339. It is read at position 1, and the next one at 2: 1339 + 1 + 1 and 1341 + 2 + 1. The end comes at row 16.
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_token_is_written_after_all_that_came_before_it(string name)
    {
        var file = name == LanguageModelFile.Cpu.Name ? LanguageModelFile.Cpu : LanguageModelFile.Cuda;
        using var graphs = new StandIns(file, StandIns.Reading(file, TextData.Spanish, rows: 16));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu, file);
        var voice = model.Listen(Recording, TestContext.Current.CancellationToken);
        // The recording's tokens, the speech, the samples heard (104 tokens of 960), 4 x 80 values of 0.25 in the mel frames.
        float[] expected = [7, 8, 9, 1339, 1341, 1344, 99_840, 80];
        Assert.Equal(expected, model.Say(voice, "Hola.", Language.Spanish, TestContext.Current.CancellationToken));
        Assert.Equal(expected, model.Say(voice, "Hola.", Language.Spanish, TestContext.Current.CancellationToken));
    }

    // "No." has 6563, 255, [en], no, ., 0, 6561, 6561 at 0, 0, 1, 2, 3, 4, 0, 0: 1000 + 10 + 8 + 100, and 200 for [en] where it is asked for; at row 11 it ends.
    [Theory]
    [InlineData(TextData.English, 1318)]
    [InlineData(TextData.Spanish, 1118)]
    public void The_language_stands_before_the_text(int named, float first)
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Reading(LanguageModelFile.Cpu, named, rows: 11));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        Assert.Equal([7f, 8, 9, first, 99_840, 80], Say(model, "No.", Language.English));
    }

    [Fact]
    public void Ten_seconds_of_a_recording_are_heard()
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        Assert.Equal(240_000, ChatterboxVoice.Read(model.Listen(new float[300_000], TestContext.Current.CancellationToken)).Speaker[0]);
        Assert.Equal(72_960, ChatterboxVoice.Read(model.Listen(new float[73_919], TestContext.Current.CancellationToken)).Speaker[0]);
    }

    // The token 42 has 10, divided by 1.2, 1.5 or 2 after it was said: 8.33, 6.67 or 5. What goes on does so for 25 x (2 + 3 / 6) = 62 tokens.
    [Theory]
    [InlineData(9)]
    [InlineData(8)]
    [InlineData(5.5f)]
    public void What_repeats_itself_is_written_again_with_a_higher_penalty(float stop)
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu, (42, 10), (SpeechTokens.Stop, stop)));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        Assert.Equal([7f, 8, 9, 42, 99_840, 80], Say(model, "No.", Language.English));
    }

    [Theory]
    [InlineData(10f, 4.9f)]
    [InlineData(1f, 2f)]
    public void A_text_that_never_ends_or_never_begins_fails_and_says_so(float speech, float stop)
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu, (42, speech), (SpeechTokens.Stop, stop)));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        var message = Assert.Throws<RenderFailedException>(() => Say(model, "No.", Language.English)).Message;
        Assert.Contains("chatterbox did not come to the end of \"No.\" in 2 s of speech, 3 times", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_can_be_stopped_and_the_next_text_has_its_turn()
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu, (42, 10)));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        var voice = model.Listen(Recording, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
        {
            using var stop = new CancellationTokenSource();
            var saying = Task.Run(() => model.Say(voice, new string('a', 250), Language.English, stop.Token), TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saying);
        }
    }

    [Fact]
    public void A_damaged_voice_is_refused()
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu));
        using var model = ChatterboxModel.Load(graphs.Folder, Device.Cpu);
        Assert.Throws<RenderFailedException>(() => model.Say([1, 2, 3], "No.", Language.English, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Another_graph_is_named_with_what_was_expected()
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cuda));
        var message = Assert.Throws<RenderFailedException>(() => ChatterboxModel.Load(graphs.Folder, Device.Cpu)).Message;
        Assert.Contains("language_model_q4.onnx", message, StringComparison.Ordinal);
        Assert.Contains("past_key_values.0.key, Float [1,16,-1,64] was expected", message, StringComparison.Ordinal);
        Assert.Contains("models pull chatterbox", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("embed_tokens.onnx")]
    [InlineData("language_model_q4.onnx")]
    [InlineData("conditional_decoder.onnx")]
    [InlineData("tokenizer.json")]
    public void A_missing_file_is_named_with_the_way_out(string name)
    {
        using var graphs = new StandIns(LanguageModelFile.Cpu, StandIns.Fixed(LanguageModelFile.Cpu));
        File.Delete(Path.Combine(graphs.Folder, ChatterboxModel.Id, name));
        var message = Assert.Throws<RenderFailedException>(() => ChatterboxModel.Load(graphs.Folder, Device.Cpu)).Message;
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains("models pull chatterbox", message, StringComparison.Ordinal);
    }

    private static float[] Say(ChatterboxModel model, string text, Language language) =>
        model.Say(model.Listen(Recording, TestContext.Current.CancellationToken), text, language, TestContext.Current.CancellationToken);
}
