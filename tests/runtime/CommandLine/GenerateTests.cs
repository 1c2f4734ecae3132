using System.Globalization;
using System.Text.Json;

namespace Avatar.Runtime.Tests.CommandLine;

public sealed class GenerateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_describes_the_video_that_was_made()
    {
        var outcome = await RunAsync("generate", "Hello! I am your digital avatar.", "-o", "hello.mp4", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var json = outcome.Json();
        Assert.Equal(["hello.manifest.json", "hello.mp4", "hello.poster.png"], _folder.Files);
        Assert.Equal(_folder.File("hello.mp4"), json.GetProperty("output").GetString());
        Assert.Equal(_folder.File("hello.poster.png"), json.GetProperty("poster").GetString());
        Assert.Equal(512, json.GetProperty("width").GetInt32());
        Assert.Equal("en", json.GetProperty("segments")[0].GetProperty("language").GetString());
        Assert.StartsWith("kokoro", json.GetProperty("engines").GetProperty("speech").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("mesh", json.GetProperty("engines").GetProperty("portrait").GetString(), StringComparison.Ordinal);
        foreach (var stage in (string[])["plan", "synthesize", "animate", "mux", "total"])
            Assert.True(json.GetProperty("timings").GetProperty(stage).GetDouble() > 0, stage);

        var video = await Probe.RunAsync(_folder.File("hello.mp4"));
        Assert.Equal("h264", video.Video.GetProperty("codec_name").GetString());
        Assert.Equal(json.GetProperty("frames").GetInt64().ToString(CultureInfo.InvariantCulture), video.Video.GetProperty("nb_read_frames").GetString());
        Assert.InRange(video.VideoSeconds, 1.5, 5);
        Assert.InRange(Math.Abs(video.VideoSeconds - video.AudioSeconds), 0, 0.04);
        Assert.Equal(video.VideoSeconds, json.GetProperty("durationSeconds").GetDouble(), 0.001);
    }

    [Theory]
    [InlineData("你好，我是你的数字人。", "zh", "mei", "zf_")]
    [InlineData("¡Hola! Soy tu avatar digital.", "es", "sofia", "ef_")]
    public async Task Portrait_and_voice_follow_the_language(string text, string language, string portrait, string voicePrefix)
    {
        var outcome = await RunAsync("generate", text, "-o", "a.mp4", "--size", "256", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var json = outcome.Json();
        Assert.Equal(language, json.GetProperty("segments")[0].GetProperty("language").GetString());
        Assert.Equal(portrait, json.GetProperty("portrait").GetString());
        Assert.StartsWith(voicePrefix, json.GetProperty("voice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_languages_in_one_text_are_told_apart()
    {
        const string text = "Good morning, everybody, and welcome to our office. 今天天气很好，我们一起去公园吧。 Muchas gracias por su paciencia y hasta mañana.";
        var outcome = await RunAsync("generate", text, "--speech-engine", "espeak", "-o", "a.mp4", "--size", "256", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Equal(["en", "zh", "es"], outcome.Json().GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("language").GetString()!));
    }

    [Theory]
    [InlineData("--size 256 --aspect 16:9 --fps 30 -o a.webm", 456, 256, "30/1", "vp9")]
    [InlineData("--size 360 --aspect 9:16 -o a.mp4", 202, 360, "25/1", "h264")]
    [InlineData("--size 720 --background #1e90ff -o a.mp4", 720, 720, "25/1", "h264")]
    public async Task Shapes_rates_and_formats(string options, int width, int height, string rate, string codec)
    {
        var outcome = await RunAsync(["generate", "Hello there.", "--speech-engine", "espeak", .. options.Split(' ')]);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var video = await Probe.RunAsync(_folder.File(_folder.Files.Single(file => file is "a.mp4" or "a.webm")));
        Assert.Equal((width, height), (video.Video.GetProperty("width").GetInt32(), video.Video.GetProperty("height").GetInt32()));
        Assert.Equal(rate, video.Video.GetProperty("r_frame_rate").GetString());
        Assert.Equal(codec, video.Video.GetProperty("codec_name").GetString());
        Assert.InRange(Math.Abs(video.VideoSeconds - video.AudioSeconds), 0, 0.04);
    }

    [Theory]
    [InlineData("srt", "a.srt", "00:00:0")]
    [InlineData("vtt", "a.vtt", "WEBVTT")]
    public async Task Caption_files_stand_beside_the_video_with_the_text_as_written(string mode, string file, string expected)
    {
        var outcome = await RunAsync("generate", "It costs $3.50.", "--speech-engine", "espeak", "--size", "256", "--captions", mode, "-o", "a.mp4", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        var captions = await File.ReadAllTextAsync(_folder.File(file));
        Assert.Contains(expected, captions, StringComparison.Ordinal);
        Assert.Contains("It costs $3.50.", captions, StringComparison.Ordinal);
        Assert.Equal(_folder.File(file), outcome.Json().GetProperty("captions").GetString());
    }

    [Fact]
    public async Task Marks_say_when_each_mouth_shape_is_seen()
    {
        var outcome = await RunAsync([.. Quick("Mom, come home. Bob bought a map."), "-o", "a.mp4", "--marks", "marks.json", "--json"]);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Contains("marks.json", _folder.Files);
        using var marks = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.File("marks.json")));
        var visemes = marks.RootElement.GetProperty("visemes").EnumerateArray().ToList();
        Assert.Contains(visemes, mark => mark.GetProperty("viseme").GetString() == "bilabial");
        Assert.Equal(outcome.Json().GetProperty("durationSeconds").GetDouble(), visemes[^1].GetProperty("endSeconds").GetDouble(), 0.05);
        Assert.True(marks.RootElement.GetProperty("phonemes").GetArrayLength() > 10);
    }

    [Fact]
    public async Task Text_comes_from_standard_input_or_a_file()
    {
        var fromInput = await AvatarProcess.RunAsync(_folder.Path, [.. Quick("-"), "-o", "a.mp4", "--json"], input: "Hola a todos los amigos.");
        await File.WriteAllTextAsync(_folder.File("text.txt"), "Hola a todos los amigos.");
        var fromFile = await RunAsync([.. Quick("@text.txt"), "-o", "b.mp4", "--json"]);

        Assert.True(fromInput.ExitCode == 0, fromInput.Errors);
        Assert.True(fromFile.ExitCode == 0, fromFile.Errors);
        Assert.Equal("es", fromFile.Json().GetProperty("segments")[0].GetProperty("language").GetString());
        Assert.Equal(fromInput.Json().GetProperty("frames").GetInt64(), fromFile.Json().GetProperty("frames").GetInt64());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_file_and_another_seed_another()
    {
        foreach (var (seed, file) in new[] { ("7", "a.mp4"), ("7", "b.mp4"), ("8", "c.mp4") })
            Assert.Equal(0, (await RunAsync([.. Quick("Again and again."), "--seed", seed, "-o", file])).ExitCode);

        var a = await File.ReadAllBytesAsync(_folder.File("a.mp4"));
        Assert.Equal(a, await File.ReadAllBytesAsync(_folder.File("b.mp4")));
        Assert.NotEqual(a, await File.ReadAllBytesAsync(_folder.File("c.mp4")));
    }

    [Fact]
    public async Task Preview_makes_only_a_picture()
    {
        var outcome = await RunAsync([.. Quick("Hello there."), "--preview", "look.png"]);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Equal(["look.png"], _folder.Files);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync(_folder.File("look.png")))[..4]);
    }

    [Fact]
    public async Task Nothing_is_left_in_the_temporary_folder_not_even_a_telemetry_session()
    {
        var outcome = await RunAsync([.. Quick("Hello there."), "-o", "a.mp4"]);

        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Empty(_folder.Leftovers);
    }

    private static string[] Quick(string text) => ["generate", text, "--speech-engine", "espeak", "--size", "256"];

    private Task<AvatarProcess.Outcome> RunAsync(params string[] arguments) => AvatarProcess.RunAsync(_folder.Path, arguments);
}
