using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Engines.Audio;
using Avatar.Engines.Speech.Marks;

namespace Avatar.Engines.Speech.Kokoro;

/// <summary>Who speaks: stock voices, mixed, or a cloned voice.</summary>
internal sealed class KokoroSpeaker
{
    private static readonly FormantShift Unshifted = new(1);

    private readonly VoiceMix? _mix;
    private readonly KokoroClone? _clone;

    /// <summary>Stock voices.</summary>
    public KokoroSpeaker(VoiceMix mix) => _mix = mix;

    /// <summary>A cloned voice.</summary>
    public KokoroSpeaker(KokoroClone clone) => _clone = clone;

    /// <summary>Reads a cloned voice; it may come from another machine.</summary>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="data">A <see cref="KokoroClone"/> as JSON.</param>
    /// <param name="voices">The stock voices.</param>
    /// <exception cref="RenderFailedException">The data is damaged.</exception>
    public static KokoroSpeaker Read(string name, byte[] data, KokoroVoices voices)
    {
        try
        {
            if (JsonSerializer.Deserialize(data, KokoroJson.Default.KokoroClone) is { } clone && clone.Accents.All(accent => accent?.CanSpeak(voices) is true))
                return new KokoroSpeaker(clone);
        }
        catch (JsonException damaged)
        {
            throw new RenderFailedException($"The data of the voice {name} is damaged: remove it with './avatar voices remove' and add it again.", damaged);
        }

        throw new RenderFailedException($"The voice {name} is not of this version: remove it with './avatar voices remove' and add it again.");
    }

    /// <summary>Says one run of tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="voices">The stock voices.</param>
    /// <param name="language">The language.</param>
    /// <param name="run">1 to <see cref="KokoroVoices.MostTokens"/> tokens.</param>
    /// <param name="words">The words that the tokens belong to.</param>
    /// <param name="speed">0.5 to 2.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public RawSpeech Say(
        KokoroModel model, KokoroVoices voices, Language language, List<KokoroToken> run, IReadOnlyList<SpokenWord> words, double speed,
        CancellationToken cancellationToken)
    {
        var accent = _clone?.Accent(language);
        var style = accent?.Style(voices, run.Count) ?? voices.Style(_mix!, run.Count);
        var formants = accent?.Formants ?? Unshifted;
        var pace = formants.SpeedFor(Math.Clamp(speed * (accent?.Speed ?? 1), 0.5, 2));
        var melody = formants.MelodyFor(accent?.Melody ?? Melody.AsPredicted);
        var output = model.Run([0, .. run.Select(token => token.Id), 0], style, pace, melody, cancellationToken);

        var samples = formants.Apply(output.Samples, KokoroModel.SampleRateHz);
        if (accent?.EqualizerDb.Any(gain => gain != 0) is true) samples = new Equalizer(accent.EqualizerDb, KokoroModel.SampleRateHz).Apply(samples);
        var phonemes = KokoroTimings.Time(run, output.Durations, pace)
            .ConvertAll(phoneme => phoneme with { StartSeconds = formants.TimeOf(phoneme.StartSeconds), EndSeconds = formants.TimeOf(phoneme.EndSeconds) });
        return new RawSpeech(samples, phonemes, words, formants.PitchOf(output.F0Hz));
    }
}
