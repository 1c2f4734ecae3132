using System.Collections.Frozen;

namespace Avatar.Engines.Speech.Phonemes.English;

/// <summary>
/// The plain letters under the accents that eSpeak's English does not know and spells out: Dvořák is read as Dvorak. A table,
/// because <see cref="string.Normalize()"/> does nothing without the globalization data, which the product runs without.
/// </summary>
internal static class LatinLetters
{
    private static readonly FrozenDictionary<char, char> Plain = Pairs(
        ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ('c', "çćĉċč"), ('d', "ďđ"), ('e', "èéêëēĕėęěẹẻẽếềểễệ"), ('g', "ĝğġģǧ"), ('h', "ĥħ"), ('i', "ìíîïĩīĭįıǐỉị"), ('j', "ĵ"), ('k', "ķ"),
        ('l', "ĺļľŀł"), ('n', "ñńņňŉŋ"), ('o', "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"), ('r', "ŕŗř"), ('s', "śŝşšș"), ('t', "ţťŧț"), ('u', "ùúûüũūŭůűųưǔụủứừửữự"), ('w', "ŵ"),
        ('y', "ýÿŷỳỵỷỹ"), ('z', "źżž"), ('A', "ĀĂĄǍ"), ('C', "ĆĈĊČ"), ('D', "ĎĐ"), ('E', "ĒĖĘĚẾ"), ('G', "ĜĞĠĢ"), ('H', "ĤĦ"), ('I', "ĨĪĮİ"), ('L', "ĹĻĽŁ"),
        ('N', "ŃŅŇ"), ('O', "ŌŐƠ"), ('R', "ŔŘ"), ('S', "ŚŜŞŠȘ"), ('T', "ŢŤȚ"), ('U', "ŨŪŮŰƯ"), ('Z', "ŹŻŽ"));

    /// <summary>The word in plain letters if one is beyond Latin-1; façade and jalapeño stay as they are.</summary>
    public static string WithoutRareAccents(string word) =>
        word.Any(letter => letter > 'ÿ') ? string.Concat(word.Select(letter => Plain.GetValueOrDefault(letter, letter))) : word;

    private static FrozenDictionary<char, char> Pairs(params (char Plain, string Accented)[] letters) =>
        letters.SelectMany(pair => pair.Accented.Select(accented => KeyValuePair.Create(accented, pair.Plain))).ToFrozenDictionary();
}
