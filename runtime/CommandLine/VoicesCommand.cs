using System.CommandLine;
using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.Engines.Speech;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>voices</c>: the voices that can speak, and cloning of new ones.</summary>
internal static class VoicesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data folder. Default: AVATAR_DATA, else data in the checkout.", HelpName = "DIR", Recursive = true };
        var name = new Argument<string>("name") { Description = "The voice's name." };
        return new Command("voices", "The voices that can speak, and cloning of new ones.")
        {
            data, List(data), Add(name, data), Show(name, data), Remove(name, data), Say(name, data), VoicesExtractCommand.Create(),
        };
    }

    private static Command List(Option<string?> data)
    {
        var engine = Engine();
        var list = new Command("list", "List the voices: name, language, sex.") { engine };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            using var engines = await EnginesAsync(parsed, data, cancellationToken);
            var speech = engines.Speech(parsed.GetValue(engine)!);
            foreach (var voice in speech.Voices)
                Console.WriteLine($"{voice.Name,-14} {voice.Language.Code()}  {voice.Sex}{(speech.FindClone(voice.Name) is null ? "" : "  cloned")}");
            return ExitCode.Success;
        });
        return list;
    }

    private static Command Add(Argument<string> name, Option<string?> data)
    {
        var files = new Argument<string[]>("file") { Description = "Audio or video of the person speaking, 6 to 60 s of speech.", Arity = ArgumentArity.OneOrMore };
        var consent = new Option<string?>("--consent") { Description = "The person's permission: who gave it, when and how.", HelpName = "TEXT" };
        var language = new Option<string>("--language") { Description = "The language of the recording: auto, en, zh or es.", DefaultValueFactory = _ => LanguageCode.Auto };
        var quick = new Option<bool>("--quick") { Description = "Seconds instead of minutes; less alike." };
        var add = new Command("add", "Clone a voice from recordings of it. Run it again to go on after an interruption.") { name, files, consent, language, quick };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            using var engines = await EnginesAsync(parsed, data, cancellationToken);
            var request = new VoiceIntake(engines.Speech(SpeechEngines.Default)).Check(
                parsed.GetValue(name), parsed.GetValue(files)!, parsed.GetValue(language), parsed.GetValue(consent), parsed.GetValue(quick));
            var store = Store(parsed, data);
            var profile = await CloningDisplay.ShowAsync(progress => engines.Cloner.CloneAsync(request, store, progress, cancellationToken));
            await Console.Error.WriteLineAsync(
                $"{profile.Name}: similarity {profile.Similarity:0.00}, from {profile.Reference.SpeechSeconds:0.0} s of speech. Try it: ./avatar voices say {profile.Name} \"Hello\"");
            if (profile.Reference.SpeechSeconds < 6)
                await Console.Error.WriteLineAsync("avatar: note: a recording with 6 s of speech or more gives a closer voice.");
            return ExitCode.Success;
        });
        return add;
    }

    private static Command Show(Argument<string> name, Option<string?> data)
    {
        var show = new Command("show", "Show a cloned voice with its consent.") { name };
        show.SetAction(parsed =>
        {
            var voice = Existing(parsed, name, data);
            Console.WriteLine(
                $"""
                name        {voice.Name}
                id          {voice.Id}
                language    {voice.Language.Code()}
                sex         {voice.Sex}
                created     {voice.CreatedUtc:u}
                consent     {voice.Consent.Statement}
                similarity  {voice.Similarity:0.000}{(voice.Quick ? " (quick)" : "")}
                reference   {voice.Reference.SpeechSeconds:0.0} s of speech, {voice.Reference.PitchHz:0} Hz, {voice.Reference.SyllablesPerSecond:0.0} syllables a second
                sha256      {voice.Reference.Sha256}
                """);
            return ExitCode.Success;
        });
        return show;
    }

    private static Command Remove(Argument<string> name, Option<string?> data)
    {
        var remove = new Command("remove", "Remove a cloned voice with its recording and its consent.") { name };
        remove.SetAction(parsed => Store(parsed, data).Remove(VoiceName.Parse(parsed.GetValue(name)!)) ? ExitCode.Success : throw Unknown(parsed.GetValue(name)!));
        return remove;
    }

    private static Command Say(Argument<string> name, Option<string?> data)
    {
        var text = new Argument<string>("text") { Description = "What to say; @FILE reads a file, - standard input." };
        var output = new Option<string>("--output", "-o") { Description = "The WAV file to write.", DefaultValueFactory = _ => "speech.wav", HelpName = "FILE" };
        var language = new Option<string>("--language") { Description = "en, zh, es or auto.", DefaultValueFactory = _ => "auto" };
        var engine = Engine();
        var say = new Command("say", "Say a text in a voice, as a sound file.") { name, text, output, language, engine };
        say.SetAction(async (parsed, cancellationToken) =>
        {
            var (voice, path) = (parsed.GetValue(name)!, Path.GetFullPath(parsed.GetValue(output)!));
            if (Path.GetExtension(path) is not ".wav") throw new InvalidInputException("output", $"Output '{parsed.GetValue(output)}' must end in .wav.");
            var words = await TextInput.ReadAsync(parsed.GetValue(text)!, cancellationToken);
            var settings = Settings(parsed, data);
            using var engines = await EnginesAsync(parsed, data, cancellationToken);
            var speech = engines.Speech(parsed.GetValue(engine)!);
            if (speech.Notice is { } notice) await Console.Error.WriteLineAsync($"avatar: note: {notice}");
            var spoken = LanguageCode.ParseOrAuto(parsed.GetValue(language)!);
            var seconds = await SpeechFile.WriteAsync(speech, ProvenanceKey.Signer(settings), words, spoken, voice, path, cancellationToken);
            await Console.Error.WriteLineAsync($"{path}: {seconds:0.0} s");
            return ExitCode.Success;
        });
        return say;
    }

    private static Option<string> Engine() =>
        new("--speech-engine") { Description = "The speech engine: kokoro, espeak, chatterbox or xtts.", DefaultValueFactory = _ => SpeechEngines.Default };

    private static VoiceProfile Existing(ParseResult parsed, Argument<string> name, Option<string?> data) =>
        Store(parsed, data).Find(parsed.GetValue(name)!) ?? throw Unknown(parsed.GetValue(name)!);

    private static InvalidInputException Unknown(string name) =>
        new("name", $"There is no cloned voice '{name}': see './avatar voices list'.");

    private static VoiceStore Store(ParseResult parsed, Option<string?> data) => EngineChoice.VoicesOf(Settings(parsed, data));

    private static Task<IEngines> EnginesAsync(ParseResult parsed, Option<string?> data, CancellationToken cancellationToken) =>
        EngineChoice.OpenAsync(Settings(parsed, data), Store(parsed, data), cancellationToken);

    private static RuntimeSettings Settings(ParseResult parsed, Option<string?> data) => RuntimeSettings.Load(Environment.CurrentDirectory, parsed.GetValue(data));
}
