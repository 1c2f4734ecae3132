using System.Runtime.InteropServices;
using Avatar.Core.Installation;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Engines.Speech.Kokoro;
using Avatar.Engines.Speech.Phonemes;
using Avatar.Engines.Voices;
using Avatar.Engines.Voices.Cloning;

namespace Avatar.VoiceMapTool;

/// <summary>Makes the table that <see cref="StockVoices"/> reads.</summary>
internal static class StockTable
{
    /// <summary>Says three sentences in every voice and writes how it sounds.</summary>
    public static void Write()
    {
        using var model = KokoroModel.Load();
        using var ears = new VoiceEars();
        var (voices, planner, phonemes) = (new KokoroVoices(), new SpeechPlanner(), new TextToPhonemes());
        var table = new List<float>();
        foreach (var voice in voices.All)
        {
            var speech = new List<float>();
            foreach (var text in Sentences(voice.Language))
            {
                var tokens = TrialVoice.Tokens(planner, phonemes, text, voice.Language);
                var output = model.Run([0, .. tokens.Select(token => token.Id), 0], voices.Style(VoiceMix.Of(voice.Name), tokens.Count), 1, Melody.AsPredicted, CancellationToken.None);
                speech.AddRange(SpeechOnly.Of(ears.Activity, new FormantShift(1).Apply(output.Samples, VoiceEars.SampleRateHz)));
            }

            var sound = CollectionsMarshal.AsSpan(speech);
            var track = ears.Pitch.Track(sound);
            var pitch = PitchStatistics.Of(track)!.Value;
            table.AddRange([.. ears.Speaker.Embed(sound), (float)pitch.MeanHz, (float)pitch.Spread, (float)SpeakingRate.SyllablesPerSecond(sound, track)]);
        }

        File.WriteAllBytes(ProductFiles.PathOf("models", "speech", "stock_voices.f32"), MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(table)).ToArray());
    }

    private static string[] Sentences(Language language) => language switch
    {
        Language.Spanish =>
            ["El mercado abre muy temprano todos los días.", "Nadie sabía por qué las luces se habían apagado.", "Le pedí que volviera antes de la cena."],
        Language.Mandarin => ["超市每天早上很早就开门。", "没有人知道灯为什么灭了。", "我请他在晚饭前回来。"],
        _ => ["The market opens very early every day.", "Nobody knew why the lights had gone out.", "I asked him to come back before dinner."],
    };
}
