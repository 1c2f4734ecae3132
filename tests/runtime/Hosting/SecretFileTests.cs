using Avatar.Core.Errors;
using Avatar.Core.Provenance;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.Tests.Hosting;

public sealed class SecretFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_secret_is_made_once_and_only_its_owner_may_read_it()
    {
        var secret = new SecretFile(_folder.File("new/secret"));
        Assert.Null(secret.Find());
        Assert.Equal("one", secret.Get(() => "one"));
        Assert.Equal("one", secret.Get(() => "two"));
        Assert.Equal("one", secret.Find());
        Assert.Equal(["secret"], Directory.GetFiles(_folder.File("new")).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret.Path));
    }

    [Fact]
    public void All_who_make_it_at_once_get_the_same()
    {
        var made = new string[50];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i => made[i] = new SecretFile(_folder.File("secret")).Get(() => $"{i}"));
        Assert.Single(made.Distinct());
        Assert.Equal(["secret"], _folder.Files);
    }

    [Fact]
    public void A_secret_that_can_t_be_made_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => new SecretFile(_folder.File("secret")).Get(() => throw new InvalidOperationException()));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_signing_key_is_kept_unless_one_is_configured_and_a_damaged_one_is_said()
    {
        var settings = new RuntimeSettings { DataFolder = _folder.File("data") };
        Assert.Null(ProvenanceKey.Find(settings));
        var signer = ProvenanceKey.Signer(settings);
        Assert.False(Directory.Exists(settings.DataFolder));
        Assert.Equal(signer.KeyFingerprint, ProvenanceKey.Find(settings)!.Fingerprint);
        Assert.Equal(signer.KeyFingerprint, ProvenanceKey.Signer(settings).KeyFingerprint);

        var own = SigningKey.TryParse(SigningKey.Make())!;
        Assert.Equal(own.Fingerprint, ProvenanceKey.Signer(settings with { ProvenanceKey = own }).KeyFingerprint);

        File.WriteAllText(_folder.File("data/provenance-key"), "AAAA");
        Assert.Contains("provenance-key is damaged", Assert.Throws<RenderFailedException>(() => ProvenanceKey.Find(settings)).Message, StringComparison.Ordinal);
    }
}
