using Avatar.Core.Errors;

namespace Avatar.Core.Media;

/// <summary>A video's frame rate; one frame lasts a whole number of samples at 24 kHz.</summary>
public readonly record struct FrameRate
{
    private FrameRate(int framesPerSecond) => FramesPerSecond = framesPerSecond;

    /// <summary>25 frames per second.</summary>
    public static FrameRate Fps25 { get; } = new(25);

    /// <summary>30 frames per second.</summary>
    public static FrameRate Fps30 { get; } = new(30);

    /// <summary>Frames per second: 25 or 30.</summary>
    public int FramesPerSecond { get; }

    /// <summary>How long one frame stays, in seconds.</summary>
    public double FrameSeconds => 1.0 / FramesPerSecond;

    /// <summary>When a frame begins, in seconds from the start of the video.</summary>
    public double StartSeconds(long frame) => (double)frame / FramesPerSecond;

    /// <summary>How many samples one frame lasts; exact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate is not a multiple of the frame rate.</exception>
    public int SamplesPerFrame(int sampleRateHz) => sampleRateHz % FramesPerSecond == 0
        ? sampleRateHz / FramesPerSecond
        : throw new ArgumentOutOfRangeException(nameof(sampleRateHz), sampleRateHz, $"Not a multiple of {FramesPerSecond} frames per second.");

    /// <summary>Reads a requested frame rate.</summary>
    /// <exception cref="InvalidInputException">It is neither 25 nor 30.</exception>
    public static FrameRate Parse(int framesPerSecond) => framesPerSecond switch
    {
        25 => Fps25,
        30 => Fps30,
        _ => throw new InvalidInputException("fps", $"Frame rate {framesPerSecond} is not offered: use 25 or 30."),
    };
}
