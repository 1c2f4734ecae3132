namespace Avatar.Core.Speech;

/// <summary>The visible shapes of the mouth that the phonemes of the three languages fall into.</summary>
public enum Viseme
{
    /// <summary>Silence: lips closed and relaxed.</summary>
    Rest,

    /// <summary>p b m: lips pressed together.</summary>
    Bilabial,

    /// <summary>f v: lower lip on the upper teeth.</summary>
    LabioDental,

    /// <summary>θ ð: tongue between the teeth.</summary>
    Dental,

    /// <summary>t d n ɾ: tongue behind the upper teeth.</summary>
    Alveolar,

    /// <summary>l: tongue tip up, mouth a little open.</summary>
    Lateral,

    /// <summary>s z ts: teeth nearly together, lips a little spread.</summary>
    Sibilant,

    /// <summary>ʃ ʒ tʃ dʒ: teeth nearly together, lips pushed forward.</summary>
    PostAlveolar,

    /// <summary>Mandarin x q j (ɕ tɕ): teeth nearly together, lips spread.</summary>
    AlveoloPalatal,

    /// <summary>Mandarin sh zh ch r (ʂ tʂ ɻ): teeth nearly together, lips slightly rounded.</summary>
    Retroflex,

    /// <summary>k g ŋ x h and others made in the back: the mouth keeps its neighbours' shape.</summary>
    Velar,

    /// <summary>English ɹ and Spanish r: lips slightly rounded.</summary>
    Rhotic,

    /// <summary>w: lips tightly rounded.</summary>
    Glide,

    /// <summary>j: as i, short.</summary>
    Palatal,

    /// <summary>a ɑ æ ʌ: jaw low.</summary>
    OpenVowel,

    /// <summary>e ɛ: half open, spread.</summary>
    MidFrontVowel,

    /// <summary>i ɪ: nearly closed, spread.</summary>
    CloseFrontVowel,

    /// <summary>ə ɐ ɤ and reduced vowels: half open, neutral.</summary>
    CentralVowel,

    /// <summary>o ɔ: half open, rounded.</summary>
    MidRoundVowel,

    /// <summary>u ʊ: nearly closed, tightly rounded.</summary>
    CloseRoundVowel,

    /// <summary>Mandarin ü (y): as u in the lips, as i in the tongue.</summary>
    FrontRoundVowel,
}
