using Avatar.Core.Speech;

namespace Avatar.Engines.Portraits.Motion;

/// <summary>
/// The mouth that a viseme aims at when held, and how firmly it insists: its dominance over its neighbours (Cohen and Massaro 1993),
/// apart for the jaw, the rounding and spreading of the lips, and their opening (the jaw and lip axes of JALI, Edwards et al. 2016).
/// </summary>
/// <param name="Shape">The shape.</param>
/// <param name="JawDominance">Over the jaw.</param>
/// <param name="RoundingDominance">Over pucker and stretch.</param>
/// <param name="LipDominance">Over the opening of the lips, and over the tongue.</param>
/// <param name="IsVowel">Whether stress and loudness widen it.</param>
internal readonly record struct VisemeTarget(
    MouthShape Shape, double JawDominance, double RoundingDominance, double LipDominance, bool IsVowel = false)
{
    private static readonly VisemeTarget[] Table = CreateTable();

    /// <summary>The target of a viseme.</summary>
    public static ref readonly VisemeTarget Of(Viseme viseme) => ref Table[(int)viseme];

    private static VisemeTarget[] CreateTable()
    {
        var table = new VisemeTarget[Enum.GetValues<Viseme>().Length];
        Array.Fill(table, new(default, 0.5, 0.3, 0.5));

        // Jaw, pucker, stretch, upper lip, lower lip, tongue height, tongue out; then dominance of jaw, rounding, lips.
        table[(int)Viseme.Bilabial] = new(new(0.05, 0, 0, 0, 0, 0, 0), 0.8, 0.2, 1);
        table[(int)Viseme.LabioDental] = new(new(0.08, 0, 0.1, 0.35, 0, 0, 0), 0.8, 0.2, 1);
        table[(int)Viseme.Dental] = new(new(0.18, 0, 0.1, 0.1, 0.35, 0.3, 1), 0.6, 0.2, 0.7);
        table[(int)Viseme.Alveolar] = new(new(0.15, 0, 0.1, 0.1, 0.3, 1, 0), 0.4, 0.22, 0.45);
        table[(int)Viseme.Lateral] = new(new(0.25, 0, 0.1, 0.1, 0.3, 1, 0), 0.4, 0.22, 0.45);
        table[(int)Viseme.Sibilant] = new(new(0.05, 0, 0.45, 0.25, 0.5, 0.6, 0), 1, 0.35, 0.8);
        table[(int)Viseme.PostAlveolar] = new(new(0.07, 0.5, 0, 0.3, 0.45, 0.5, 0), 1, 0.8, 0.8);
        table[(int)Viseme.AlveoloPalatal] = new(new(0.07, 0, 0.5, 0.25, 0.45, 0.5, 0), 1, 0.5, 0.8);
        table[(int)Viseme.Retroflex] = new(new(0.08, 0.3, 0, 0.25, 0.4, 0.5, 0), 1, 0.5, 0.8);
        table[(int)Viseme.Velar] = new(new(0.25, 0, 0, 0.05, 0.2, 0, 0), 0.25, 0.15, 0.2);
        table[(int)Viseme.Rhotic] = new(new(0.18, 0.45, 0, 0.1, 0.25, 0.3, 0), 0.5, 0.6, 0.5);
        table[(int)Viseme.Glide] = new(new(0.1, 0.95, 0, 0, 0.1, 0, 0), 0.7, 1.2, 0.8);
        table[(int)Viseme.Palatal] = new(new(0.12, 0, 0.7, 0.15, 0.35, 0.2, 0), 0.5, 0.6, 0.5);
        table[(int)Viseme.OpenVowel] = new(new(1, 0, 0.1, 0.2, 0.35, 0, 0), 1, 0.35, 0.9, true);
        table[(int)Viseme.MidFrontVowel] = new(new(0.6, 0, 0.6, 0.2, 0.35, 0, 0), 0.9, 0.6, 0.8, true);
        table[(int)Viseme.CloseFrontVowel] = new(new(0.22, 0, 1, 0.2, 0.45, 0.1, 0), 0.7, 0.8, 0.8, true);
        table[(int)Viseme.CentralVowel] = new(new(0.45, 0, 0.1, 0.1, 0.25, 0, 0), 0.6, 0.2, 0.5, true);
        table[(int)Viseme.MidRoundVowel] = new(new(0.65, 0.65, 0, 0.1, 0.25, 0, 0), 0.9, 1, 0.8, true);
        table[(int)Viseme.CloseRoundVowel] = new(new(0.18, 1, 0, 0, 0.2, 0, 0), 0.7, 1.2, 0.8, true);
        table[(int)Viseme.FrontRoundVowel] = new(new(0.14, 0.9, 0, 0, 0.2, 0.1, 0), 0.7, 1.2, 0.8, true);
        return table;
    }
}
