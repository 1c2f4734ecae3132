using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Avatar.Core.Errors;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>Lets eSpeak say a text and collects the audio and its events.</summary>
internal static unsafe class EspeakSpeaker
{
    private const int RateParameter = 1;
    private const int PositionIsCharacter = 1;

    // What the callback writes to, under EspeakLibrary.Lock.
    private static EspeakUtterance? _utterance;
    private static CancellationToken _cancellation;
    private static int _wordPosition;

    /// <summary>Says a text.</summary>
    /// <param name="voice">As in <see cref="EspeakLibrary.UseVoice"/>.</param>
    /// <param name="text">The text.</param>
    /// <param name="wordsPerMinute">80 to 450.</param>
    /// <param name="cancellationToken">Stops it at the next buffer of audio.</param>
    /// <exception cref="RenderFailedException">The library or the voice is missing, or it can't say the text.</exception>
    public static EspeakUtterance Say(string voice, string text, int wordsPerMinute, CancellationToken cancellationToken)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, utf8);
        lock (EspeakLibrary.Lock)
        {
            EspeakLibrary.UseVoice(voice);
            var utterance = new EspeakUtterance([], []);
            (_utterance, _cancellation, _wordPosition) = (utterance, cancellationToken, -1);
            DropQueuedEvents();
            EspeakNative.SetSynthCallback(&Receive);
            _ = EspeakNative.SetParameter(RateParameter, wordsPerMinute, 0);
            try
            {
                fixed (byte* start = utf8)
                {
                    var error = EspeakNative.Synth(start, (nuint)utf8.Length, 0, PositionIsCharacter, 0, EspeakNative.CharsUtf8, null, null);
                    cancellationToken.ThrowIfCancellationRequested();
                    if (error != 0) throw new RenderFailedException($"eSpeak NG could not say a text in voice {voice} (error {error}).");
                }
            }
            finally
            {
                _utterance = null;
            }

            return utterance;
        }
    }

    // Every change of voice and every text read as phonemes leaves an event in the library's list until something is said; the list is
    // short, and once it is full the first events of a text are lost.
    private static void DropQueuedEvents()
    {
        EspeakNative.SetSynthCallback(&Ignore);
        fixed (byte* space = " \0"u8)
            _ = EspeakNative.Synth(space, 2, 0, PositionIsCharacter, 0, EspeakNative.CharsUtf8, null, null);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Ignore(short* samples, int count, EspeakEvent* events) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Receive(short* samples, int count, EspeakEvent* events)
    {
        if (_utterance is not { } utterance || _cancellation.IsCancellationRequested) return 1;
        if (samples is not null) utterance.Samples.AddRange(new ReadOnlySpan<short>(samples, count));
        for (; events->Type != EspeakEventType.ListTerminated; events++)
        {
            if (events->Type == EspeakEventType.Word && events->Length > 0) _wordPosition = events->TextPosition - 1;
            else if (events->Type == EspeakEventType.Phoneme)
                utterance.Phonemes.Add(new EspeakPhoneme(events->PhonemeName, events->AudioMilliseconds / 1000.0, _wordPosition));
            else if (events->Type == EspeakEventType.End)
                utterance.Phonemes.Add(new EspeakPhoneme("", events->AudioMilliseconds / 1000.0, -1));
        }

        return 0;
    }
}
