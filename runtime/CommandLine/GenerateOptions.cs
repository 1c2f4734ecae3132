using System.CommandLine;
using Avatar.Core.Rendering;

namespace Avatar.Runtime.CommandLine;

/// <summary>The options of <c>generate</c>, and the request that they make. Values are checked by the request, not here.</summary>
internal sealed class GenerateOptions
{
    private static readonly RenderRequest Defaults = new() { Text = "" };

    public Argument<string> Text { get; } = new("text") { Description = "What to say; - reads standard input, @file.txt a file (UTF-8, at most 20,000 characters)." };

    public Option<string> Output { get; } = new("--output", "-o") { Description = "The video to make.", HelpName = "FILE.mp4|.webm", DefaultValueFactory = _ => "avatar.mp4" };

    public Option<string?> Preview { get; } = new("--preview") { Description = "Make only a picture of the first speaking frame, fast.", HelpName = "FILE.png" };

    public Option<string?> Marks { get; } = new("--marks") { Description = "Also write what is said when: phonemes and mouth shapes with their times.", HelpName = "FILE.json" };

    public Option<string> SpeechEngine { get; } = Option("--speech-engine", Defaults.SpeechEngine, "The speech engine: kokoro, espeak, or chatterbox and xtts, which want a GPU and './avatar models pull NAME'.");

    public Option<string> PortraitEngine { get; } = Option("--portrait-engine", Defaults.PortraitEngine, "The portrait engine: mesh, or liveportrait, which wants a GPU and './avatar models pull liveportrait'.");

    public Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object about the result on standard output." };

    private Option<string> Language { get; } = Option("--language", Defaults.Language, "auto, en, zh or es.");

    private Option<string?> Voice { get; } = new("--voice") { Description = "A voice (see 'voices list') or a mix: a+b, a*0.7+b*0.3. Default: follows the language." };

    private Option<double> Speed { get; } = Option("--speed", Defaults.Speed, "Speaking rate, 0.5 to 2.");

    private Option<string?> Portrait { get; } = new("--portrait") { Description = "bruce, mei, sofia or an image file. Default: follows the language." };

    private Option<int> Size { get; } = Option("--size", Defaults.Size, "Height in pixels: 256, 360, 512 or 720.");

    private Option<string> Aspect { get; } = Option("--aspect", Defaults.Aspect, "Shape: 1:1, 9:16 or 16:9.");

    private Option<int> Fps { get; } = Option("--fps", Defaults.Fps, "Frames per second: 25 or 30.");

    private Option<string> Captions { get; } = Option("--captions", Defaults.Captions, "none, srt or vtt (a file beside the video), or burn.");

    private Option<string> Background { get; } = Option("--background", Defaults.Background, "keep, a colour (#rrggbb) or an image file.");

    private Option<int> Seed { get; } = Option("--seed", Defaults.Seed, "Seed of the motion.");

    private Option<string?> Motion { get; } = new("--motion") { Description = "A clip of a person (1 to 60 s) whose head, brows, gaze and blinks the portrait follows, in place of the seed. The mouth still follows the speech.", HelpName = "FILE" };

    /// <summary>Adds all to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Text);
        command.Add(Output);
        AddLookTo(command);
        command.Add(Preview);
        command.Add(Marks);
        command.Add(Json);
    }

    /// <summary>Adds those that say how the video looks and sounds.</summary>
    public void AddLookTo(Command command)
    {
        foreach (var option in new Option[] { Language, Voice, Speed, Portrait, Size, Aspect, Fps, Captions, Background, Seed, Motion, SpeechEngine, PortraitEngine })
            command.Add(option);
    }

    /// <summary>The request for a text.</summary>
    public RenderRequest Request(ParseResult parsed, string text) => new()
    {
        Text = text,
        Language = parsed.GetValue(Language)!,
        Voice = parsed.GetValue(Voice),
        Speed = parsed.GetValue(Speed),
        Portrait = parsed.GetValue(Portrait),
        Size = parsed.GetValue(Size),
        Aspect = parsed.GetValue(Aspect)!,
        Fps = parsed.GetValue(Fps),
        Captions = parsed.GetValue(Captions)!,
        Background = parsed.GetValue(Background)!,
        Seed = parsed.GetValue(Seed),
        Motion = parsed.GetValue(Motion),
        SpeechEngine = parsed.GetValue(SpeechEngine)!,
        PortraitEngine = parsed.GetValue(PortraitEngine)!,
    };

    private static Option<T> Option<T>(string name, T value, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
