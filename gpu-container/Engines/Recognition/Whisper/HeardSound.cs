using System.Numerics.Tensors;
using Avatar.Core.Languages;
using Avatar.Core.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace Avatar.Engines.Recognition.Whisper;

/// <summary>Sound that the encoder has listened to.</summary>
internal sealed class HeardSound : IDisposable
{
    private const int FramesPerSecond = LogMel.SampleRateHz / LogMel.HopSamples;

    private readonly WhisperModel _model;
    private readonly IDisposableReadOnlyCollection<OrtValue> _heard;

    private HeardSound(WhisperModel model, int frames, IDisposableReadOnlyCollection<OrtValue> heard) =>
        (_model, IsFull, _heard) = (model, frames == WhisperModel.MostFrames, heard);

    /// <summary>Whether the encoder has heard 30 s, silence included.</summary>
    public bool IsFull { get; }

    /// <summary>Listens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">At 16 kHz, less than 30 s.</param>
    /// <param name="silenceSeconds">The least silence to be heard after them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static HeardSound Hear(WhisperModel model, ReadOnlySpan<float> samples, double silenceSeconds, CancellationToken cancellationToken)
    {
        var seconds = (double)samples.Length / LogMel.SampleRateHz + silenceSeconds;
        var frames = Math.Min(WhisperModel.MostFrames, (int)Math.Ceiling(seconds * FramesPerSecond / 2) * 2);
        return new HeardSound(model, frames, model.Encode(LogMel.Compute(samples, frames), frames, cancellationToken));
    }

    /// <summary>Starts to write it down.</summary>
    public DecoderRun Write() => new(_model, _heard);

    /// <summary>Tells the language, and how likely it is, 0 to 1, that nobody speaks.</summary>
    public (LanguageProbabilities Languages, double Silence) Judge(CancellationToken cancellationToken)
    {
        using var run = Write();
        var logits = run.Read([WhisperTokens.Start], cancellationToken).Logits.GetTensorDataAsSpan<float>();
        var shares = new float[WhisperTokens.LanguageCount];
        TensorPrimitives.SoftMax(logits.Slice(WhisperTokens.FirstLanguage, shares.Length), shares);
        var languages = new LanguageProbabilities(Share(Language.English), Share(Language.Mandarin), Share(Language.Spanish));
        var all = new float[logits.Length];
        TensorPrimitives.SoftMax(logits, all);
        return (languages, all[WhisperTokens.NoSpeech]);

        double Share(Language language) => shares[WhisperTokens.Of(language) - WhisperTokens.FirstLanguage];
    }

    /// <inheritdoc/>
    public void Dispose() => _heard.Dispose();
}
