using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Avatar.Core.Errors;
using Polly;
using Polly.Retry;

namespace Avatar.Core.Models;

/// <summary>
/// Pulls one file: into a partial file that takes the file's name once its checksum is right. Broken off, it goes on by a range request
/// (RFC 9110, section 14), unless the server has another version by now.
/// </summary>
internal sealed class FileDownload(HttpClient http, GatedSite site, Uri url, ModelFile file, string path)
{
    private const int Retries = 4;
    private const int BufferBytes = 1 << 17;

    // A connection that gives nothing for so long is broken.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePipeline Again = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<BrokenOffException>(),
        })
        .Build();

    /// <summary>Pulls it.</summary>
    /// <exception cref="RenderFailedException">It can't be had, or is not what it should be.</exception>
    public async Task RunAsync(IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            var sha256 = await Again.ExecuteAsync(async token => await ReceiveAsync(progress, token), cancellationToken);
            Check(sha256);
            if (file.Sha256 is null) await File.WriteAllTextAsync(ModelStore.PinFileOf(path), $"{sha256}  {Path.GetFileName(path)}\n", cancellationToken);
            File.Move(ModelStore.PartialOf(path), path, overwrite: true);
            File.Delete(ModelStore.TagOf(path));
        }
        catch (BrokenOffException broken)
        {
            throw new RenderFailedException(
                $"{url} can't be had ({broken.Message.TrimEnd('.')}): check the network, set HTTPS_PROXY or MODELS_BASE_URL, or bring the file from another machine as {path}. "
                + "What has come is kept, and the same command goes on from there.",
                broken);
        }
        catch (IOException full)
        {
            throw new RenderFailedException($"Can't write {path} ({full.Message.TrimEnd('.')}): make room, or set AVATAR_MODELS to another folder.", full);
        }
    }

    /// <summary>Receives what is missing.</summary>
    /// <returns>The checksum of the whole.</returns>
    private async Task<string> ReceiveAsync(IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        await using var part = new FileStream(ModelStore.PartialOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var response = await AskAsync(part.Length, cancellationToken);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable || response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != part.Length)
        {
            part.SetLength(0);
            throw new BrokenOffException("it has another length now");
        }

        // The whole file is sent where ranges are not known, or there is another version.
        if (response.StatusCode == HttpStatusCode.OK) part.SetLength(0);
        if (response.Headers.ETag is { IsWeak: false } tag) await File.WriteAllTextAsync(ModelStore.TagOf(path), tag.Tag, cancellationToken);
        else File.Delete(ModelStore.TagOf(path));
        var total = part.Length + response.Content.Headers.ContentLength;
        if (file.SizeBytes is { } size && total is { } announced && announced != size) throw Wrong($"has {announced} bytes instead of {size}");
        await HashAsync(part, hash, cancellationToken);
        try
        {
            await CopyAsync(response, part, hash, total, progress, cancellationToken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException { InnerException: not null } or HttpIOException)
        {
            throw new BrokenOffException(broken.Message, broken);
        }

        return part.Length >= (total ?? 0) ? Convert.ToHexStringLower(hash.GetHashAndReset()) : throw new BrokenOffException("the connection ended early");
    }

    private async Task<HttpResponseMessage> AskAsync(long have, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        // Without a tag two versions could be mixed; a known checksum would tell.
        var tag = File.Exists(ModelStore.TagOf(path)) ? await File.ReadAllTextAsync(ModelStore.TagOf(path), cancellationToken) : null;
        if (have > 0 && (tag is not null || file.Sha256 is not null))
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            if (tag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        }

        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new BrokenOffException(error.Message, error);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return response;
        using (response)
        {
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && site.Has(url))
                throw new RenderFailedException($"{url} is not given to everybody (the server answers {(int)response.StatusCode}): {site.Remedy(url)}.");
            throw (int)response.StatusCode is 408 or 429 or >= 500
                ? new BrokenOffException($"the server answers {(int)response.StatusCode}")
                : Wrong($"is not there: the server answers {(int)response.StatusCode}");
        }
    }

    private static async Task HashAsync(FileStream part, IncrementalHash hash, CancellationToken cancellationToken)
    {
        part.Position = 0;
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await part.ReadAsync(buffer, cancellationToken)) > 0) hash.AppendData(buffer, 0, count);
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream part, IncrementalHash hash, long? total, IProgress<PullProgress> progress, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (true)
            {
                silence.CancelAfter(LongestSilence);
                var count = await body.ReadAsync(buffer, silence.Token);
                if (count == 0) break;
                hash.AppendData(buffer, 0, count);
                await part.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                progress.Report(new PullProgress(file, part.Length, total));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenOffException($"nothing came for {LongestSilence.TotalSeconds:0} s");
        }
        finally
        {
            await part.FlushAsync(CancellationToken.None);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(string sha256)
    {
        if ((file.Sha256 ?? ModelStore.PinOf(path)) is not { } expected || expected == sha256) return;
        // From the start next time: no part of it can be trusted.
        File.Delete(ModelStore.PartialOf(path));
        File.Delete(ModelStore.TagOf(path));
        throw Wrong(
            $"has the checksum {sha256} instead of {expected}" + (file.Sha256 is null ? $", which it had when it was first pulled; if the new one is right, remove {ModelStore.PinFileOf(path)}" : ""));
    }

    private RenderFailedException Wrong(string what) => new($"{url} {what}. Nothing was kept of it: pull it again later, or from a mirror by MODELS_BASE_URL.");

    /// <summary>What may work when it is tried again.</summary>
    private sealed class BrokenOffException(string message, Exception? innerException = null) : Exception(message, innerException);
}
