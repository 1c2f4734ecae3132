using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Planning.Normalisation;
using Avatar.Core.Speech;

namespace Avatar.Core.Planning;

/// <summary>Cuts a text into segments to speak: sentences, their language, and how each word and number is said.</summary>
public sealed class SpeechPlanner
{
    private const int MinWeight = 10;

    /// <summary>Plans a text.</summary>
    /// <param name="text">At most 20,000 characters.</param>
    /// <param name="language">Its language, or null to detect it sentence by sentence.</param>
    /// <param name="speed">0.5 (half as fast) to 2.0; slower speech makes shorter segments.</param>
    /// <exception cref="InvalidInputException">The text is empty, too long, or has nothing that can be said.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Callers hold a planner as a service.")]
    public SpeechPlan Plan(string text, Language? language, double speed)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = TextCleaner.Clean(text);
        var readable = FullWidth.Fold(clean);
        var sentences = SentenceSplitter.Split(clean);
        var languages = Languages(sentences, readable, language);
        // About 12 s: 14 letters, or 4.2 hanzi of 3.3 phonemes, a second. Kokoro takes at most 510 tokens.
        var limit = (int)Math.Clamp(168 * speed, 60, 300);
        var segments = new List<SpeechSegment>();
        var pending = new List<SpokenPiece>();
        var (weight, from) = (0, 0);
        for (var s = 0; s < sentences.Count; s++)
        {
            var sentence = sentences[s];
            var pieces = TextNormaliser.Normalise(readable, sentence.Start, sentence.End, languages[s]);
            var size = pieces.Sum(Weight);
            if (pending.Count > 0 && weight + size > limit && (size >= MinWeight || weight + size > limit + MinWeight))
                Flush(SegmentEnd.Sentence, languages[s - 1]);
            if (pending.Count > 0)
                pending.Add(new SpokenPiece(SpokenPieceKind.Space, " ", languages[s], new TextSpan(sentence.Start, 0)));
            foreach (var piece in pieces)
            {
                var heavy = Weight(piece);
                if (pending.Count > 0 && weight + heavy > limit)
                    Cut(languages[s], limit);
                pending.Add(piece);
                weight += heavy;
            }

            var paragraph = sentence.EndsParagraph || s + 1 == sentences.Count;
            if (paragraph || languages[s + 1] != languages[s])
                Flush(paragraph ? SegmentEnd.Paragraph : SegmentEnd.Sentence, languages[s]);
        }

        if (segments.Count == 0)
            throw new InvalidInputException("text", "The text has nothing that can be said: write words in English, Spanish or Chinese.");
        segments[^1] = segments[^1] with { End = SegmentEnd.Paragraph };
        var dominant = segments.GroupBy(x => x.Language).MaxBy(group => group.Sum(x => x.Pieces.Sum(Weight)))!.Key;
        return new SpeechPlan(segments, dominant);

        // Splits what waits at its last clause mark beyond the first third, else at its last space, else here.
        void Cut(Language spoken, int most)
        {
            var (at, running) = (-1, 0);
            for (var p = 0; p < pending.Count; p++)
            {
                running += Weight(pending[p]);
                if (running > most / 3 && pending[p].Kind == SpokenPieceKind.Punctuation && pending[p].Text is not ("(" or "\""))
                    at = p + 1;
            }

            at = at < 0 ? pending.Count : at;
            var rest = pending.GetRange(at, pending.Count - at);
            pending.RemoveRange(at, rest.Count);
            Flush(SegmentEnd.Clause, spoken);
            pending.AddRange(rest.SkipWhile(piece => piece.Kind == SpokenPieceKind.Space));
            weight = pending.Sum(Weight);
        }

        void Flush(SegmentEnd end, Language spoken)
        {
            while (pending.Count > 0 && pending[^1].Kind == SpokenPieceKind.Space)
                pending.RemoveAt(pending.Count - 1);
            if (pending.Any(piece => piece.Kind == SpokenPieceKind.Word))
            {
                from = pending[0].Source.Start;
                // Marks that open a sentence are not said, but belong to its text.
                while (from > 0 && clean[from - 1] is '¿' or '¡') from--;
                var source = clean[from..pending[^1].Source.End];
                var placed = pending.ConvertAll(piece => piece with { Source = new TextSpan(piece.Source.Start - from, piece.Source.Length) });
                segments.Add(new SpeechSegment(segments.Count, spoken, source, placed, end));
            }
            else if (end == SegmentEnd.Paragraph && segments.Count > 0)
            {
                segments[^1] = segments[^1] with { End = end };
            }

            pending.Clear();
            weight = 0;
        }
    }

    private static int Weight(SpokenPiece piece) => piece.Text.Sum(c => Script.IsHanzi(c) ? 3 : 1);

    private static Language[] Languages(List<Sentence> sentences, string text, Language? language)
    {
        var guesses = sentences.ConvertAll(x => language ?? LanguageGuesser.Guess(text.AsSpan(x.Start, x.End - x.Start)));
        var whole = guesses.FirstOrDefault(guess => guess is not null) ?? Language.English;
        var last = whole;
        return [.. guesses.Select(guess => last = guess ?? last)];
    }
}
