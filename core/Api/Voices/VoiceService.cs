using System.Runtime.CompilerServices;
using System.Text.Json;
using Avatar.Api.Jobs;
using Avatar.Api.Requests;
using Avatar.Core.Activities;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Core.Voices;

namespace Avatar.Api.Voices;

/// <summary>The voices of the product and those that are learned as durable orchestrations.</summary>
public sealed class VoiceService(IOrchestrationHost host, VoiceStore voices, IVoiceReplica replica, IEngines engines, JobWatch watch) : IDisposable
{
    /// <summary>The engine that cloned voices speak with.</summary>
    public static readonly string Engine = new RenderRequest { Text = "" }.SpeechEngine;

    // What takes or frees a name does it alone.
    private readonly SemaphoreSlim _names = new(1);

    /// <summary>All voices of an engine, also those that are being learned or have failed.</summary>
    /// <exception cref="InvalidInputException">There is no such engine.</exception>
    public async Task<IReadOnlyList<VoiceView>> ListAsync(string engine, CancellationToken cancellationToken)
    {
        await replica.PullAsync(cancellationToken);
        // Asked for first, since one that ends meanwhile is finished before its request goes.
        var requests = voices.Requests.List();
        var speech = engines.Speech(engine);
        var all = speech.Voices.Select(voice => speech.Cloning != VoiceCloning.None && voices.Find(voice.Name) is { } cloned ? VoiceView.Of(cloned) : VoiceView.Of(voice)).ToList();
        if (engine != Engine) return all;
        foreach (var (name, asked) in requests)
            if (!all.Exists(view => view.Name == name.Value) && await ViewAsync(name, asked, cancellationToken) is { } view)
                all.Add(view);
        return all;
    }

    /// <summary>A voice, or null when there is none of that name.</summary>
    public async Task<VoiceView?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await replica.PullAsync(cancellationToken);
        var valid = VoiceName.TryParse(name);
        var asked = valid is null ? null : voices.Requests.Find(valid);
        if (voices.Find(name) is { } cloned) return VoiceView.Of(cloned);
        if (asked is not null) return await ViewAsync(valid!, asked, cancellationToken);
        return engines.Speech(Engine).Voices.FirstOrDefault(voice => voice.Name == name) is { } stock ? VoiceView.Of(stock) : null;
    }

    /// <summary>A place for recordings that are coming in.</summary>
    public RecordingUpload NewUpload() => voices.Requests.NewUpload();

    /// <summary>Begins to learn a voice.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="upload">The recordings; they are taken when a job is started.</param>
    /// <param name="idempotencyKey">Names the request: the same key with the same request is the same job.</param>
    /// <param name="cancellationToken">Stops the waiting, not the job.</param>
    /// <returns>The voice's name and the job.</returns>
    /// <exception cref="InvalidInputException">A field can't be used.</exception>
    /// <exception cref="NameTakenException">There is a voice of that name, or it is being learned.</exception>
    /// <exception cref="IdempotencyConflictException">The key was used for another request.</exception>
    public async Task<(VoiceName Name, OrchestrationState Job)> LearnAsync(
        AskedVoice asked, RecordingUpload upload, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = new VoiceIntake(engines.Speech(Engine)).Check(
            asked.Name, [.. asked.Recordings.Select((_, i) => upload.PathOf(i))], asked.Language, asked.Consent, asked.Quick);
        var (id, input) = (JobService.NewId("voice", idempotencyKey), new VoiceInput(request.Name.Value, RequestHash.Of(asked)));
        await _names.WaitAsync(cancellationToken);
        try
        {
            if (await host.FindAsync(id, cancellationToken) is { } before)
                return before.Input.Deserialize<VoiceInput>(OrchestrationJson.Options) == input ? (request.Name, before) : throw new IdempotencyConflictException(id);
            await replica.PullAsync(cancellationToken);
            await RefuseTakenAsync(request.Name, cancellationToken);
            var kept = new RequestedVoice(id, request.Language, request.Consent, request.Quick, [.. asked.Recordings.Select(recording => recording.Name)]);
            await voices.Requests.TakeAsync(request.Name, kept, upload, cancellationToken);
            // Before the job, which may run elsewhere.
            await replica.PushAsync(cancellationToken);
            return (request.Name, await StartAsync(request.Name, id, input));
        }
        finally
        {
            _names.Release();
        }
    }

    /// <summary>Removes a cloned voice with its recordings and its consent; ends the learning where it is under way.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(VoiceName name)
    {
        await _names.WaitAsync();
        try
        {
            await replica.PullAsync(CancellationToken.None);
            if (voices.Requests.Find(name) is { } asked) await host.CancelAsync(asked.JobId, CancellationToken.None);
            var removed = voices.Remove(name);
            await replica.PushAsync(CancellationToken.None);
            return removed;
        }
        finally
        {
            _names.Release();
        }
    }

    /// <summary>Removes requests whose jobs are forgotten, or were never started because the service was killed.</summary>
    public async Task RemoveForgottenAsync(CancellationToken cancellationToken)
    {
        await _names.WaitAsync(cancellationToken);
        try
        {
            await replica.PullAsync(cancellationToken);
            foreach (var (name, asked) in voices.Requests.List())
                if (await host.FindAsync(asked.JobId, cancellationToken) is null or { Status: OrchestrationStatus.Cancelled })
                {
                    voices.RemoveUnfinished(name);
                    voices.Requests.Remove(name);
                }

            await replica.PushAsync(cancellationToken);
        }
        finally
        {
            _names.Release();
        }
    }

    /// <summary>A voice now and after each change, until it is learned, has failed or is removed.</summary>
    public async IAsyncEnumerable<VoiceView> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await replica.PullAsync(cancellationToken);
        if (VoiceName.TryParse(name) is { } valid && voices.Requests.Find(valid) is { } asked)
            await foreach (var job in watch.WatchAsync(asked.JobId, cancellationToken))
                if (!job.HasEnded)
                    yield return VoiceView.Of(valid, asked, job);
        if (await FindAsync(name, cancellationToken) is { Status: not VoiceStatus.Learning } last) yield return last;
    }

    /// <inheritdoc/>
    public void Dispose() => _names.Dispose();

    private async Task<VoiceView?> ViewAsync(VoiceName name, RequestedVoice asked, CancellationToken cancellationToken) =>
        await host.FindAsync(asked.JobId, cancellationToken) switch
        {
            null or { Status: OrchestrationStatus.Cancelled } => null,
            { Status: OrchestrationStatus.Succeeded } => voices.Find(name.Value) is { } cloned ? VoiceView.Of(cloned) : null,
            var job => VoiceView.Of(name, asked, job),
        };

    // A request that has failed gives way.
    private async Task RefuseTakenAsync(VoiceName name, CancellationToken cancellationToken)
    {
        if (voices.IsTaken(name)) throw new NameTakenException($"There is a voice {name} already: take another name, or remove it first with DELETE /api/v1/voices/{name}.");
        if (voices.Requests.Find(name) is not { } asked) return;
        if (await host.FindAsync(asked.JobId, cancellationToken) is { HasEnded: false })
            throw new NameTakenException($"A voice {name} is being learned: take another name, or remove it first with DELETE /api/v1/voices/{name}.");
        voices.Requests.Remove(name);
    }

    private async Task<OrchestrationState> StartAsync(VoiceName name, string id, VoiceInput input)
    {
        try
        {
            return await host.StartAsync(VoiceOrchestration.Definition, id, input, CancellationToken.None);
        }
        catch
        {
            voices.Requests.Remove(name);
            throw;
        }
    }
}

/// <summary>There is a voice of the name.</summary>
public sealed class NameTakenException(string message) : Exception(message);
