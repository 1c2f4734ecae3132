using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Avatar.Core.Tests.Media;

/// <summary>What ffprobe and ffmpeg say about a file.</summary>
internal static class Probe
{
    public static JsonElement Stream(string path, string kind) =>
        Json("-select_streams", kind, "-count_packets", "-show_streams", path).GetProperty("streams")[0];

    public static JsonElement Format(string path) => Json("-show_format", path).GetProperty("format");

    /// <summary>The presentation time of each video packet, in seconds.</summary>
    public static double[] PacketTimes(string path) =>
        [.. Json("-select_streams", "v", "-show_packets", path).GetProperty("packets").EnumerateArray().Select(packet => packet.Seconds("pts_time"))];

    /// <summary>Stream, times, length and hash of every packet, a line each.</summary>
    public static string Packets(string path) => Encoding.ASCII.GetString(Run("ffmpeg", "-v", "error", "-i", path, "-c", "copy", "-copyts", "-f", "framehash", "-").Output);

    public static double Seconds(this JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Decodes the video to I420 as it is stored.</summary>
    public static byte[] Decode(string path) => Run("ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-").Output;

    /// <summary>Decodes the audio to mono floats.</summary>
    public static float[] DecodeAudio(string path) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Run("ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-ac", "1", "-").Output).ToArray();

    /// <summary>By EBU R 128.</summary>
    public static (double IntegratedLufs, double TruePeakDb) Loudness(string path)
    {
        var log = Run("ffmpeg", "-nostats", "-i", path, "-af", "apad=whole_dur=0.4,ebur128=peak=true:framelog=verbose", "-f", "null", "-").Log;
        return (Last(log, "I:"), Last(log, "Peak:"));

        static double Last(string log, string name) => double.Parse(
            log[(log.LastIndexOf(name, StringComparison.Ordinal) + name.Length)..].TrimStart().Split(' ')[0].Replace("inf", "Infinity", StringComparison.Ordinal),
            CultureInfo.InvariantCulture);
    }

    private static JsonElement Json(params string[] arguments) =>
        JsonDocument.Parse(Run("ffprobe", ["-v", "error", "-of", "json", .. arguments]).Output).RootElement;

    public static (byte[] Output, string Log) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var output = new MemoryStream();
        var log = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, log.Result);
        return (output.ToArray(), log.Result);
    }
}
