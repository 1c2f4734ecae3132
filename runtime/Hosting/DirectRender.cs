using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Errors;
using Avatar.Core.Media;
using Avatar.Core.Orchestration;
using Avatar.Core.Rendering;
using Avatar.Runtime.Configuration;

namespace Avatar.Runtime.Hosting;

/// <summary>Renders one job in this process: the orchestration of the service, without a journal, on a temporary store.</summary>
internal sealed class DirectRender : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly IEngines _engines;
    private readonly FileArtifactStore _artifacts;
    private readonly ActivityTools _tools;
    private readonly LocalImages _images;
    private readonly LocalMotions _motions;
    private string? _clip;

    private DirectRender(RuntimeSettings settings, IEngines engines)
    {
        _folder = Directory.CreateTempSubdirectory("avatar-");
        _engines = engines;
        _artifacts = new FileArtifactStore(_folder.FullName);
        _tools = new ActivityTools(_engines, _artifacts, ProvenanceKey.Signer(settings), _artifacts.TemporaryFolder);
        _images = new LocalImages(_artifacts);
        _motions = new LocalMotions(engines.Motions, settings.DataFolder, _artifacts);
    }

    /// <summary>Opens the engines and makes the temporary store.</summary>
    /// <exception cref="RenderFailedException">The GPU service can't be used.</exception>
    public static async Task<DirectRender> OpenAsync(CancellationToken cancellationToken)
    {
        var settings = RuntimeSettings.Load(Environment.CurrentDirectory);
        return new DirectRender(settings, await EngineChoice.OpenAsync(settings, EngineChoice.VoicesOf(settings), cancellationToken));
    }

    /// <summary>The request with its image files stored, and the motion of its clip.</summary>
    /// <exception cref="InvalidInputException">A file is missing or can't be used, or a value is out of range.</exception>
    public async Task<RenderRequest> RequestAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        _clip = request.Motion;
        request = await _images.StoreAsync(request, cancellationToken);
        if (_clip is null) return request;
        // Reading a clip takes about as long as the clip: what is wrong without it stays wrong with it.
        _ = RenderJob.From(request with { Motion = null });
        return request with { Motion = await _motions.StoreAsync(_clip, cancellationToken) };
    }

    /// <summary>What the user should know of a request's engines before it begins.</summary>
    /// <exception cref="InvalidInputException">There is no such engine, or its model was not pulled.</exception>
    public IEnumerable<string> NoticesOf(RenderRequest request) => _engines.NoticesOf(request);

    /// <summary>Makes the video and what stands beside it.</summary>
    /// <exception cref="StepFailedException">A step failed; nothing was written.</exception>
    public async Task<RenderResult> RenderAsync(
        RenderRequest request, OutputTarget output, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        var shown = new HashSet<RenderProgress>();
        var orchestration = new DirectOrchestration("render", RenderActivities.SideBySide, Report);
        RenderActivities.AddTo(orchestration, _tools);
        var result = await InUsersWordsAsync(() => orchestration.RunAsync(RenderOrchestration.Definition, new RenderInput(request, null), cancellationToken));
        result = result with { Portrait = Path.GetFileName(_images.InUsersWords(result.Portrait)), Motion = Path.GetFileName(_clip) };
        return await PublishedFiles.ExportAsync(_artifacts, result, output, cancellationToken);

        void Report(object? report)
        {
            foreach (var stage in ((RenderReport)report!).Stages)
                if (shown.Add(stage))
                    progress.Report(stage);
        }
    }

    /// <summary>Writes what is said when in the video that was made, phonemes and mouth shapes, as JSON.</summary>
    public void ExportMarks(MarksTarget target)
    {
        // The store has this one render.
        var marks = Directory.EnumerateFiles(_folder.FullName, "*" + SpokenTimeline.Suffix, SearchOption.AllDirectories).Single();
        File.Copy(marks, target.Path, overwrite: true);
    }

    /// <summary>Makes a picture of the first speaking frame.</summary>
    /// <exception cref="Core.Errors.InvalidInputException">The request can't be used.</exception>
    public async Task PreviewAsync(RenderRequest request, PictureTarget target, CancellationToken cancellationToken)
    {
        var picture = await InUsersWordsAsync(() => new PreviewPicture(_tools).DrawAsync(request, cancellationToken));
        File.Copy(_artifacts.LocalPathOf(picture)!, target.Path, overwrite: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _engines.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<T> InUsersWordsAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StepFailedException error) when (error.Failure is { Kind: FailureKind.InvalidInput, Field: { } field })
        {
            throw new InvalidInputException(field, _images.InUsersWords(error.Message));
        }
        catch (InvalidInputException error)
        {
            throw new InvalidInputException(error.Field, _images.InUsersWords(error.Message));
        }
    }
}
