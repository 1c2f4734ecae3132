using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Avatar.Api.Requests;
using Avatar.Core.Errors;
using Avatar.Core.Voices;
using Microsoft.AspNetCore.Http;

namespace Avatar.Api.Voices;

/// <summary>Reads the form that asks for a voice: four fields, and recordings, which go to disk as they come in.</summary>
internal static class VoiceForm
{
    /// <summary>How much larger than its recordings a form may be.</summary>
    public const long MostOtherBytes = 1 << 20;

    private const int MostRecordings = 20;
    private const int MostFieldBytes = 8 << 10;

    /// <summary>The fields of a form that asks for a voice.</summary>
    /// <param name="Name">The voice's name: 2 to 40 of a-z, 0-9, '-' and '_', beginning with a letter.</param>
    /// <param name="Consent">The permission of the voice's owner: who gave it, when and how. 10 to 1,000 characters.</param>
    /// <param name="Language">The language of the recordings: auto, en, zh or es. Default: auto.</param>
    /// <param name="Quick">true takes seconds instead of minutes and sounds less alike. Default: false.</param>
    /// <param name="File">Audio or video of the one person speaking, 6 to 60 s of speech; up to 20 files.</param>
    internal sealed record VoiceFields(string Name, string Consent, string? Language, bool? Quick, IFormFileCollection File);

    /// <summary>Reads a form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="upload">Takes the recordings.</param>
    /// <param name="mostBytes">The most that the recordings may have together.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidInputException">A field is unknown, too long or given twice, or the recordings are too many or too large.</exception>
    /// <exception cref="BadHttpRequestException">It is no form, or a malformed one.</exception>
    public static async Task<AskedVoice> ReadAsync(HttpRequest request, RecordingUpload upload, long mostBytes, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("Send a form (multipart/form-data) with the fields name and consent, and recordings as files.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > mostBytes + MostOtherBytes) throw TooLarge(mostBytes);
        var fields = new Dictionary<string, string>();
        var recordings = new List<AskedRecording>();
        var left = mostBytes;
        await foreach (var part in FormParts.ReadAsync(request, cancellationToken))
        {
            if (part.FileName is not { } name)
            {
                if (part.Field is not ("name" or "consent" or "language" or "quick"))
                    throw new InvalidInputException(part.Field, $"Field '{part.Field}' is unknown: use name, consent, language and quick, and send recordings as files (curl -F file=@talk.mp4).");
                if (!fields.TryAdd(part.Field, await TextAsync(part, cancellationToken)))
                    throw new InvalidInputException(part.Field, $"Field '{part.Field}' is given twice: give it once.");
                continue;
            }

            if (recordings.Count == MostRecordings) throw new InvalidInputException("file", $"There are more than {MostRecordings} recordings: join them, or take the best.");
            var (length, sha256) = await SaveAsync(part.Content, upload.PathOf(recordings.Count), left, cancellationToken) ?? throw TooLarge(mostBytes);
            if (length == 0) throw new InvalidInputException("file", $"{name} is empty: give an audio or video file.");
            left -= length;
            recordings.Add(new AskedRecording(name, sha256));
        }

        var quick = fields.GetValueOrDefault("quick", "false");
        if (quick is not ("true" or "false")) throw new InvalidInputException("quick", $"quick is '{quick}': use true or false.");
        return new AskedVoice(fields.GetValueOrDefault("name"), fields.GetValueOrDefault("consent"), fields.GetValueOrDefault("language"), quick == "true", recordings);
    }

    private static async Task<string> TextAsync(FormPart part, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostFieldBytes + 1];
        var count = await part.Content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return count <= MostFieldBytes
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw new InvalidInputException(part.Field, string.Create(CultureInfo.InvariantCulture, $"Field '{part.Field}' has more than {MostFieldBytes} bytes: shorten it."));
    }

    /// <returns>The file's length and the hash of its bytes; null when it has more bytes than allowed.</returns>
    private static async Task<(long Length, string Sha256)?> SaveAsync(Stream content, string path, long mostBytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int count;
            while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (file.Position + count > mostBytes) return null;
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }

            return (file.Position, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static InvalidInputException TooLarge(long mostBytes) => new(
        "file", $"The recordings have more than {mostBytes >> 20} MiB together: cut out a minute in which the person speaks, or raise AVATAR_MAX_RECORDINGS_MB.");
}
