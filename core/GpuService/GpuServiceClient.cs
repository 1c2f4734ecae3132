using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Installation;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Speech;

namespace Avatar.Core.GpuService;

/// <summary>Calls a GPU service. What it refuses comes out as the engines themselves would refuse it.</summary>
public sealed class GpuServiceClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A client; nothing is sent yet.</summary>
    public GpuServiceClient(GpuServiceAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _http = new HttpClient(GpuServiceHandler.Create(address)) { BaseAddress = address.Url, Timeout = Timeout.InfiniteTimeSpan };
        if (address.Token is { } token) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>What the service offers.</summary>
    /// <exception cref="RenderFailedException">It can't be reached, refuses the token, or is of another version.</exception>
    public async Task<Catalogue> CatalogueAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync<object>(HttpMethod.Get, "v1/models", null, null, cancellationToken);
        var catalogue = await ReadAsync<Catalogue>(response, cancellationToken);
        return catalogue.ProductVersion == ProductVersion.Current
            ? catalogue
            : throw new RenderFailedException(
                $"The GPU service at {_http.BaseAddress} is version {catalogue.ProductVersion}, this is {ProductVersion.Current}: run the same version of both.");
    }

    /// <summary>Checks a voice, which may be a mix.</summary>
    /// <exception cref="InvalidInputException">There is no such voice.</exception>
    public async Task CheckVoiceAsync(string engine, string voice, CancellationToken cancellationToken)
    {
        var path = $"v1/speech/{Uri.EscapeDataString(engine)}/voices/{Uri.EscapeDataString(voice)}";
        using var response = await SendAsync<object>(HttpMethod.Get, path, null, null, cancellationToken);
    }

    /// <summary>Says a segment.</summary>
    /// <param name="call">A call with a segment.</param>
    /// <param name="cancellationToken">Stops it, there too.</param>
    public async Task<SynthesizedSpeech> SpeakAsync(SpeechCall call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "v1/speech", call, null, cancellationToken);
        var said = (await ReadAsync<SpeechAnswer>(response, cancellationToken)).Segments[0];
        return new SynthesizedSpeech(MemoryMarshal.Cast<byte, float>(said.Samples).ToArray(), said.SampleRateHz, said.Marks, said.Prosody);
    }

    /// <summary>Has a portrait looked at and kept ready.</summary>
    public async Task<PortraitAnswer> PrepareAsync(PortraitCall call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "v1/portraits", call, null, cancellationToken);
        return await ReadAsync<PortraitAnswer>(response, cancellationToken);
    }

    /// <summary>Has a segment drawn and gives its frames as they come; the consumer disposes each.</summary>
    /// <param name="call">A call without an output.</param>
    /// <param name="cancellationToken">Stops it, there too.</param>
    public async IAsyncEnumerable<VideoFrame> AnimateAsync(AnimateCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var size = new FrameSize(call.Portrait.WidthPx, call.Portrait.HeightPx);
        using var response = await SendAsync(HttpMethod.Post, "v1/animate", call, AnimateCall.FramesType, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        for (var i = 0; i < call.FrameCount; i++)
        {
            var frame = VideoFrame.Rent(size);
            try
            {
                await body.ReadExactlyAsync(frame.I420, cancellationToken);
            }
            catch (EndOfStreamException cut)
            {
                frame.Dispose();
                throw new RenderFailedException($"The GPU service at {_http.BaseAddress} broke off after {i} of {call.FrameCount} frames.", cut);
            }
            catch
            {
                frame.Dispose();
                throw;
            }

            yield return frame;
        }
    }

    /// <summary>Has a segment drawn, encoded and put where the call says.</summary>
    /// <param name="call">A call with an output.</param>
    /// <param name="cancellationToken">Stops it, there too.</param>
    public async Task<AnimateAnswer> EncodeAsync(AnimateCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var response = await SendAsync(HttpMethod.Post, "v1/animate", call, null, cancellationToken);
        return await ReadAsync<AnimateAnswer>(response, cancellationToken);
    }

    /// <summary>Has a clip's motion read.</summary>
    public async Task<MotionTemplate> ReadMotionAsync(MotionCall call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "v1/motion", call, null, cancellationToken);
        return await ReadAsync<MotionTemplate>(response, cancellationToken);
    }

    /// <summary>Has a voice learned, and gives its events as they come.</summary>
    public async IAsyncEnumerable<LearnEvent> LearnAsync(LearnCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, "v1/voices", call, null, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var step in JsonSerializer.DeserializeAsyncEnumerable<LearnEvent>(body, topLevelValues: true, OrchestrationJson.Options, cancellationToken))
            if (step is not null)
                yield return step;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(OrchestrationJson.Options, cancellationToken) ?? throw new JsonException("The answer is empty.");

    private async Task<HttpResponseMessage> SendAsync<T>(HttpMethod method, string path, T? call, string? accept, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        // As bytes, so that it can be sent again.
        if (call is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call, OrchestrationJson.Options)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or Polly.CircuitBreaker.BrokenCircuitException)
        {
            throw new RenderFailedException($"The GPU service at {_http.BaseAddress} can't be reached ({error.Message.TrimEnd('.')}): start it, or check GPU_SERVICE_URL.", error);
        }

        if (response.IsSuccessStatusCode) return response;
        using (response) throw await ErrorOfAsync(response, cancellationToken);
    }

    private async Task<Exception> ErrorOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await ReadAsync<JsonElement>(response, cancellationToken) : default;
        var detail = Text("detail") ?? $"it answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.BadRequest when Text("field") is { } field => new InvalidInputException(field, detail),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new RenderFailedException($"The GPU service at {_http.BaseAddress} refuses the token: set GPU_SERVICE_TOKEN to its GPU_TOKEN."),
            _ => new RenderFailedException($"The GPU service at {_http.BaseAddress} failed: {detail}"),
        };

        string? Text(string name) => problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var text) ? text.GetString() : null;
    }
}
