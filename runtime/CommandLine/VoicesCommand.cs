using System.CommandLine;
using Avatar.Core.Languages;
using Avatar.Engines.Speech;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>voices list</c>: the voices of a speech engine.</summary>
internal static class VoicesCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var engine = new Option<string>("--speech-engine") { Description = "The speech engine: kokoro or espeak.", DefaultValueFactory = _ => "kokoro" };
        var list = new Command("list", "List the voices: name, language, sex.") { engine };
        list.SetAction(parsed =>
        {
            using var speech = SpeechEngines.Create(parsed.GetValue(engine)!);
            foreach (var voice in speech.Voices)
                Console.WriteLine($"{voice.Name,-14} {voice.Language.Code()}  {voice.Sex}");
            return ExitCode.Success;
        });
        return new Command("voices", "The voices that can speak.") { list };
    }
}
