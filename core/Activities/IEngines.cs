using Avatar.Core.Errors;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.Activities;

/// <summary>The engines that activities use, by name; each is made once and shared.</summary>
public interface IEngines : IDisposable
{
    /// <summary>A speech engine.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    ISpeechSynthesizer Speech(string name);

    /// <summary>A portrait engine.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    IPortraitAnimator Portraits(string name);

    /// <summary>What the user should know of a request's engines before it begins.</summary>
    /// <exception cref="InvalidInputException">There is no such engine.</exception>
    IEnumerable<string> NoticesOf(RenderRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new[] { Speech(request.SpeechEngine).Notice, Portraits(request.PortraitEngine).Notice }.OfType<string>();
    }

    /// <summary>Learns voices.</summary>
    IVoiceCloner Cloner { get; }

    /// <summary>Reads how people in clips move.</summary>
    IMotionReader Motions { get; }
}
