using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Avatar.Tests.Api;

/// <summary>What ffprobe says of a file.</summary>
internal sealed record Probe(JsonElement Video, JsonElement Audio)
{
    public double VideoSeconds => Fps(Video) is var fps
        ? int.Parse(Video.GetProperty("nb_read_frames").GetString()!, CultureInfo.InvariantCulture) / fps
        : 0;

    /// <summary>The audio's length after what its edit list cuts: where its last packet ends.</summary>
    public double AudioSeconds { get; private init; }

    public static async Task<Probe> RunAsync(string file)
    {
        using var streams = JsonDocument.Parse(await OutputAsync("-show_streams", "-show_format", "-count_frames", "-of", "json", file));
        var list = streams.RootElement.GetProperty("streams").EnumerateArray().ToList();
        JsonElement Of(string type) => list.Single(stream => stream.GetProperty("codec_type").GetString() == type).Clone();
        var audio = Of("audio");
        var seconds = audio.TryGetProperty("duration", out var duration)
            ? duration.GetString()!
            : streams.RootElement.GetProperty("format").GetProperty("duration").GetString()!;
        return new Probe(Of("video"), audio) { AudioSeconds = double.Parse(seconds, CultureInfo.InvariantCulture) };
    }

    private static double Fps(JsonElement video)
    {
        var parts = video.GetProperty("r_frame_rate").GetString()!.Split('/');
        return double.Parse(parts[0], CultureInfo.InvariantCulture) / double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private static async Task<string> OutputAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffprobe") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", "error", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
