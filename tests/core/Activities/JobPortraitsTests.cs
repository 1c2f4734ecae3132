using Avatar.Core.Activities;
using Avatar.Core.Artifacts;
using Avatar.Core.Portraits;
using Avatar.Core.Portraits.Motions;
using Avatar.Core.Rendering;
using Avatar.Core.Speech;
using Avatar.Core.Voices;

namespace Avatar.Core.Tests.Activities;

/// <summary>The portraits of an engine that the test holds back.</summary>
public sealed class JobPortraitsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("avatar-test-");
    private readonly HeldEngine _engine = new();
    private readonly JobPortraits _pool;

    public JobPortraitsTests() => _pool = new JobPortraits(_engine, () => new ActivityFiles(new FileArtifactStore(_folder.FullName), _folder.FullName));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_same_portrait_is_prepared_once_and_another_beside_it()
    {
        _engine.Held.SetResult();

        using (var one = await _pool.LendAsync(Job(seed: 1), Token))
        using (var two = await _pool.LendAsync(Job(seed: 2), Token))
        using (await _pool.LendAsync(Job(seed: 1, portrait: "mei"), Token))
            Assert.Same(one.Portrait, two.Portrait);

        Assert.Equal(2, _engine.Prepared.Count);
    }

    [Fact]
    public async Task The_oldest_of_many_goes_when_it_is_no_longer_on_loan()
    {
        _engine.Held.SetResult();
        var oldest = await _pool.LendAsync(Job(1, background: "#000000"), Token);
        for (var i = 1; i <= 4; i++) (await _pool.LendAsync(Job(1, background: $"#00000{i}"), Token)).Dispose();
        Assert.All(_engine.Prepared, portrait => Assert.False(portrait.IsDisposed));

        oldest.Dispose();

        Assert.Equal([true, false, false, false, false], _engine.Prepared.Select(portrait => portrait.IsDisposed));
    }

    [Fact]
    public async Task It_does_not_close_under_a_preparation_that_nobody_waits_for_any_more()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = _pool.LendAsync(Job(1), cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var closing = _pool.DisposeAsync().AsTask();

        Assert.False(closing.IsCompleted);
        _engine.Held.SetResult();
        await closing;
        Assert.True(Assert.Single(_engine.Prepared).IsDisposed);
    }

    private static RenderJob Job(int seed, string portrait = "bruce", string background = "keep") =>
        RenderJob.From(new RenderRequest { Text = "Hello.", Seed = seed, Portrait = portrait, Background = background });

    private sealed class HeldEngine : IEngines, IPortraitAnimator
    {
        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Portrait> Prepared { get; } = [];

        public string Name => "held";

        public string Version => "1";

        public ISpeechSynthesizer Speech(string name) => throw new NotSupportedException();

        public IPortraitAnimator Portraits(string name) => this;

        public IVoiceCloner Cloner => throw new NotSupportedException();

        public IMotionReader Motions => throw new NotSupportedException();

        public async Task<IPreparedPortrait> PrepareAsync(PortraitRequest request, CancellationToken cancellationToken)
        {
            await Held.Task;
            Prepared.Add(new Portrait());
            return Prepared[^1];
        }

        public void Dispose()
        {
        }
    }

    private sealed class Portrait : IPreparedPortrait
    {
        public bool IsDisposed { get; private set; }

        public IReadOnlyList<string> Warnings => [];

        public IAsyncEnumerable<Core.Media.VideoFrame> AnimateAsync(AnimationSegment segment, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;
    }
}
