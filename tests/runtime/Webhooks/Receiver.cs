using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Avatar.Runtime.Tests.Webhooks;

/// <summary>What a webhook's receiver saw.</summary>
internal sealed record Received(string Path, string Timestamp, string Signature, string? ContentType, byte[] Body);

/// <summary>A web server on this machine that takes webhooks and answers what it is told to; the last answer again and again.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int[] _answers;
    private int _next;

    private Receiver(int[] answers)
    {
        _answers = answers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public ConcurrentQueue<Received> Messages { get; } = new();

    public string Url => _app.Urls.First() + "/hook";

    public static async Task<Receiver> StartAsync(params int[] answers)
    {
        var receiver = new Receiver(answers);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Messages.Enqueue(new Received(
            request.Path, request.Headers["Avatar-Timestamp"].ToString(), request.Headers["Avatar-Signature"].ToString(), request.ContentType, body.ToArray()));
        context.Response.StatusCode = _answers[Math.Min(Interlocked.Increment(ref _next), _answers.Length) - 1];
        if (context.Response.StatusCode is >= 300 and < 400) context.Response.Headers.Location = "/elsewhere";
    }
}
