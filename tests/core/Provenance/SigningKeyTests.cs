using Avatar.Core.Provenance;

namespace Avatar.Core.Tests.Provenance;

public class SigningKeyTests
{
    [Fact]
    public void A_key_is_the_same_when_it_is_read_again_and_another_when_made_again()
    {
        var text = SigningKey.Make();
        Assert.Equal(SigningKey.TryParse(text)!.Fingerprint, SigningKey.TryParse($" {text}\n")!.Fingerprint);
        Assert.NotEqual(SigningKey.TryParse(text)!.Fingerprint, SigningKey.TryParse(SigningKey.Make())!.Fingerprint);
        Assert.DoesNotContain('\n', text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("AAAA")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    // Of P-384, made with: openssl ecparam -name secp384r1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -outform DER | base64 -w0
    [InlineData("MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBq6iNPsbYHJIweL02f1idie2uUFGpKYnl1emxyvUEB7WQFT226pmSjbMqTrm1ref2hZANiAASSrmKIJY0V5GUP7lEWfxz3M8qINFgUJjE2R/a0f32FXKpRJT6DNIkObPyBHIG3ci9waWnHlpy+vDQe6zNU/QdJ/Ze2tZnVDoCiQJjdFi9hKce90+Qtlu03eaSdYIwz/Gw=")]
    public void What_is_no_key_of_P256_is_none(string text) => Assert.Null(SigningKey.TryParse(text));

    [Fact]
    public void A_key_that_is_cut_off_is_none()
    {
        var text = SigningKey.Make();
        for (var length = 0; length < text.Length; length += 4) Assert.Null(SigningKey.TryParse(text[..length]));
    }

    [Fact]
    public void A_signer_asks_for_its_key_only_when_it_is_needed_and_again_when_that_failed()
    {
        var asked = 0;
        var key = SigningKey.TryParse(SigningKey.Make())!;
        var signer = new ProvenanceSigner(() => asked++ == 0 ? throw new IOException("No disk.") : key, TimeProvider.System);
        Assert.Null(signer.CommentOf(null));
        Assert.Equal(0, asked);
        Assert.Throws<IOException>(() => signer.KeyFingerprint);
        Assert.Equal(key.Fingerprint, signer.KeyFingerprint);
        Assert.Equal(key.Fingerprint, signer.KeyFingerprint);
        Assert.Equal(2, asked);
    }
}
