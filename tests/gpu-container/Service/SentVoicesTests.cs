using System.Net;
using System.Security.Cryptography;
using Avatar.Core.Errors;
using Avatar.Core.GpuService;
using Avatar.Core.Languages;
using Avatar.Core.Speech;
using Avatar.Core.Voices;
using Avatar.GpuContainer;
using Avatar.Http;
using Avatar.Tests.Speech;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Avatar.Tests.Service;

public sealed class SentVoicesTests
{
    private static readonly byte[] Learned = [1, 2, 3];
    private static readonly byte[] Recording = [4, 5, 6];

    [Fact]
    public void A_sent_voice_is_what_any_engine_gets()
    {
        var voices = new SentVoices();
        var name = voices.Take(Sent(Learned));
        Assert.Equal(name, voices.FindClone(name)?.Id);
        Assert.Equal(Learned, voices.DataOf(name, "kokoro"));
        Assert.Equal(Learned, voices.ImitationOf(name, "chatterbox"));
        Assert.Null(voices.FindClone("reader"));
    }

    [Fact]
    public void The_oldest_voices_go_where_all_together_are_too_large()
    {
        var voices = new SentVoices();
        var data = new byte[4 << 20];
        List<string> names = [];
        for (var i = 0; i < 65; i++)
        {
            data = [.. data];
            data[0] = (byte)i;
            names.Add(voices.Take(Sent(data)));
        }

        Assert.Null(voices.FindClone(names[0]));
        Assert.All(names.Skip(1), name => Assert.NotNull(voices.FindClone(name)));
        Assert.Throws<RenderFailedException>(() => voices.DataOf(names[0], "kokoro"));
        Assert.Equal("clonedVoice", Assert.Throws<InvalidInputException>(() => voices.Take(Sent(new byte[(4 << 20) + 1]))).Field);
    }

    [Theory]
    [InlineData(VoiceCloning.Learned, 1)]
    [InlineData(VoiceCloning.Imitated, 4)]
    public async Task What_an_engine_needs_of_a_voice_is_sent(VoiceCloning cloning, int expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var service = builder.Build();
        service.Urls.Add("http://127.0.0.1:0");
        SpeechCall? call = null;
        service.MapPost("/v1/speech", async (HttpContext context) =>
        {
            call = await JsonBody.ReadStrictlyAsync<SpeechCall>(context.Request, context.RequestAborted);
            context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
        });
        await service.StartAsync(TestContext.Current.CancellationToken);

        var engine = new SpeechEngineInfo("some", "1", [], cloning, new Dictionary<string, string> { ["en"] = "x" }, "Slow.");
        var client = new GpuServiceClient(new GpuServiceAddress(new Uri(service.Urls.First()), null));
        using var engines = RemoteEngines.Of(client, new Catalogue("1", "cpu", [engine], [], []), new OneVoice());
        var speech = engines.Speech("some");
        Assert.Equal("Slow.", speech.Notice);
        await Assert.ThrowsAnyAsync<Exception>(() => speech.SynthesizeAsync(SpeechFixture.Segment("Hi.", Language.English), "reader", 1, TestContext.Current.CancellationToken));
        Assert.Equal(expected, call!.ClonedVoice!.Data[0]);
    }

    private static CloneData Sent(byte[] data) => new(Convert.ToHexStringLower(SHA256.HashData(data)), data);

    private sealed class OneVoice : IClonedVoices
    {
        public IReadOnlyList<VoiceInfo> Voices => [];

        public ClonedVoice? FindClone(string name) => new(name, "id", "");

        public byte[] DataOf(string name, string engine) => Learned;

        public byte[] ImitationOf(string name, string engine) => Recording;

        public void Keep(string name, string engine, byte[] data) => throw new NotSupportedException();
    }
}
