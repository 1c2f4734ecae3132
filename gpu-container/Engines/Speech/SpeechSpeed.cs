using System.Globalization;
using Avatar.Core.Errors;

namespace Avatar.Engines.Speech;

/// <summary>The speeds that engines speak at.</summary>
internal static class SpeechSpeed
{
    /// <summary>Checks a speed: 0.5 to 2.</summary>
    /// <exception cref="InvalidInputException">It is outside.</exception>
    public static void Check(double speed)
    {
        if (speed is >= 0.5 and <= 2) return;
        throw new InvalidInputException("speed", string.Create(CultureInfo.InvariantCulture, $"The speed {speed} is outside 0.5 to 2: use 1 for normal speech."));
    }
}
