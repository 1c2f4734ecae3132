using System.Runtime.InteropServices;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Media;
using Avatar.Core.Recognition;

namespace Avatar.Tests.Service.Endpoints;

[Collection(ContainerTests.Name)]
public sealed class TranscribeEndpointTests(TestContainer container)
{
    [Fact]
    public async Task What_the_service_says_it_writes_down_again()
    {
        var said = (await container.PostAsync<SpeechCall, SpeechAnswer>("/v1/speech", new SpeechCall { Engine = "kokoro", Text = "The old bridge was closed for a week." })).Segments[0];
        await WavFile.WriteAsync(container.File("bridge.wav"), MemoryMarshal.Cast<byte, float>(said.Samples).ToArray(), said.SampleRateHz, null, TestContext.Current.CancellationToken);

        var transcript = await container.PostAsync<TranscribeCall, Transcript>("/v1/transcribe", new TranscribeCall(container.Url("bridge.wav")));

        Assert.Equal(Language.English, transcript.Language);
        Assert.Contains("bridge was closed for a week", transcript.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(transcript.Segments[0].Words);
    }

    [Fact]
    public async Task A_file_without_sound_is_refused()
    {
        await File.WriteAllTextAsync(container.File("text.wav"), "no sound", TestContext.Current.CancellationToken);
        Assert.Contains("No sound", (await container.RefusedAsync("/v1/transcribe", new TranscribeCall(container.Url("text.wav")))).Detail, StringComparison.Ordinal);
    }
}
