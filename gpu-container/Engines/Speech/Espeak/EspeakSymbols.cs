using System.Text;
using Avatar.Core.Speech.Visemes;

namespace Avatar.Engines.Speech.Espeak;

/// <summary>Reads the phoneme names of eSpeak's events, which are IPA but for some.</summary>
internal static class EspeakSymbols
{
    /// <summary>The IPA symbol with its length mark, without stress and tone; empty for a pause and for remarks such as "(en)".</summary>
    public static string ToIpa(string name)
    {
        if (name.StartsWith('(')) return "";
        var ipa = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var isRetroflex = i + 1 < name.Length && name[i + 1] == '.';
            if (isRetroflex) ipa.Append(name[i] switch { 's' => 'ʂ', 'z' => 'ʐ', 'i' => 'ɨ', var other => other });
            else if (name[i] == 'h' && i > 0) ipa.Append('ʰ');
            else if (name[i] is 'ː' || VisemeTable.Knows(name[i]) && name[i] != '.' && name[i] != ' ') ipa.Append(name[i]);
        }

        return ipa.ToString();
    }
}
