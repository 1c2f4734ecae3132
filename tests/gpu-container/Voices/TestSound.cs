using System.Diagnostics;
using Avatar.Core.Media;
using Avatar.Engines.Voices;

namespace Avatar.Tests.Voices;

/// <summary>Real speech at 16 kHz, and what can be done to it.</summary>
internal static class TestSound
{
    public const int SampleRateHz = 16000;

    public static Task<float[]> ReadAsync(string recording) =>
        RecordingReader.ReadAsync(Repository.Shared("speech", recording), SampleRateHz, TestContext.Current.CancellationToken);

    public static float[] Silence(double seconds) => new float[(int)(seconds * SampleRateHz)];

    public static float[] Noise(double seconds, double levelDb = -26)
    {
        var random = new Random(1);
        return Sound.AtLevel([.. Enumerable.Range(0, (int)(seconds * SampleRateHz)).Select(_ => random.NextSingle() - 0.5f)], levelDb);
    }

    /// <summary>Chords that change each second, with harmonics, over a drum.</summary>
    public static float[] Music(double seconds, double levelDb = -26)
    {
        double[][] chords = [[220, 277.2, 329.6], [196, 246.9, 293.7], [174.6, 220, 261.6], [164.8, 207.7, 246.9]];
        var random = new Random(1);
        var music = new float[(int)(seconds * SampleRateHz)];
        for (var i = 0; i < music.Length; i++)
        {
            var time = (double)i / SampleRateHz;
            var chord = chords[(int)time % chords.Length];
            for (var harmonic = 1; harmonic <= 4; harmonic++)
                music[i] += (float)chord.Sum(hz => Math.Sin(2 * Math.PI * hz * harmonic * time) / harmonic);
            music[i] += (float)(6 * (random.NextDouble() - 0.5) * Math.Exp(-20 * (time % 0.5)));
        }

        return Sound.AtLevel(music, levelDb);
    }

    public static float[] Mix(float[] speech, float[] other, double aboveDb)
    {
        var gain = (float)Math.Sqrt(Sound.Power(speech) / Sound.Power(other) * Math.Pow(10, -aboveDb / 10));
        return [.. speech.Select((sample, i) => sample + gain * other[i % other.Length])];
    }

    /// <summary>Amplified beyond full scale, cut off there, and turned down again.</summary>
    public static float[] Clip(float[] speech, double byDb)
    {
        var gain = (float)Math.Pow(10, byDb / 20) / speech.Max(Math.Abs);
        return [.. speech.Select(sample => 0.5f * Math.Clamp(gain * sample, -1, 1))];
    }

    /// <summary>Writes a WAV file, or any other that ffmpeg makes of one.</summary>
    public static async Task<string> WriteAsync(string path, float[] samples, params string[] ffmpegOptions)
    {
        var wav = ffmpegOptions is [] ? path : path + ".wav";
        await WavFile.WriteAsync(wav, samples, samples.Length, SampleRateHz, TestContext.Current.CancellationToken);
        if (ffmpegOptions is not []) Ffmpeg(["-i", wav, .. ffmpegOptions, path]);
        return path;
    }

    public static void Ffmpeg(params string[] arguments)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", .. arguments]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }
}
