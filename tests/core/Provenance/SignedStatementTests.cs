using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Avatar.Core.Media;
using Avatar.Core.Provenance;
using CsCheck;

namespace Avatar.Core.Tests.Provenance;

public class SignedStatementTests
{
    private static readonly SigningKey Key = SigningKey.TryParse(SigningKey.Make())!;

    private static readonly ProvenanceStatement Example = new(
        "bruce", new string('a', 64), new string('b', 64), new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), "Realtime Avatar 0.1.0",
        new AudioContent("aac", 48000, 1, new string('c', 64)));

    private static readonly Gen<string> Sha256 = Gen.Char["0123456789abcdef"].Array[64].Select(digits => new string(digits));

    private static readonly Gen<ProvenanceStatement> Statements =
        from voice in Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789_-"].Array[1, 39].Select(rest => "v" + new string(rest))
        from id in Sha256
        from consent in Sha256
        from seconds in Gen.Long[0, 253402300799]
        from product in Gen.Char[' ', '~'].Array[1, 100].Select(letters => new string(letters))
        from codec in Gen.Int[0, 2].Select(i => new[] { "aac", "opus", "pcm_f32le" }[i])
        from rate in Gen.Int[1, 384000]
        from channels in Gen.Int[1, 8]
        from audio in Sha256
        select new ProvenanceStatement(voice, id, consent, DateTimeOffset.FromUnixTimeSeconds(seconds), product, new AudioContent(codec, rate, channels, audio));

    [Fact]
    public void Any_statement_comes_back_as_it_was_signed() => Statements.Sample(statement =>
    {
        var signed = SignedStatement.Sign(statement, Key);
        Assert.Equal(signed, SignedStatement.Read(signed.Compact));
        Assert.Equal((statement, Key.Fingerprint), (signed.Statement, signed.KeyFingerprint));
        Assert.InRange(signed.Compact.Length, 1, SignedStatement.LongestCompact);
    }, iter: 300);

    [Fact]
    public void Any_changed_character_is_noticed()
    {
        var compact = SignedStatement.Sign(Example, Key).Compact;
        Gen.Select(Gen.Int[0, compact.Length - 1], Gen.Char['!', '~']).Sample((at, other) =>
            Assert.Equal(compact[at] == other, SignedStatement.Read($"{compact[..at]}{other}{compact[(at + 1)..]}") is not null), iter: 2000);
    }

    [Fact]
    public void What_is_cut_off_or_put_on_is_noticed()
    {
        var compact = SignedStatement.Sign(Example, Key).Compact;
        for (var length = 0; length < compact.Length; length++) Assert.Null(SignedStatement.Read(compact[..length]));
        foreach (var more in (string[])["=", ".", ".a", "A", " ", new('A', 5000)]) Assert.Null(SignedStatement.Read(compact + more));
    }

    [Theory]
    [InlineData("voice", "\"alice\"")]
    [InlineData("voiceId", "\"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\"")]
    [InlineData("consentSha256", "\"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\"")]
    [InlineData("signedUtc", "\"2020-01-01T00:00:00+00:00\"")]
    [InlineData("product", "\"Another 1.0\"")]
    [InlineData("audio", """{"codec":"aac","sampleRateHz":48000,"channels":1,"sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}""")]
    [InlineData("more", "1")]
    public void A_changed_field_is_noticed(string field, string value)
    {
        var parts = SignedStatement.Sign(Example, Key).Compact.Split('.');
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        payload[field] = JsonNode.Parse(value);
        parts[1] = Encoded(payload.ToJsonString());
        Assert.Null(SignedStatement.Read(string.Join('.', parts)));
        // It is the signature that tells: signed anew, the same is a statement.
        Assert.NotNull(SignedBy(Key, payload));
    }

    [Fact]
    public void Another_key_does_not_fit()
    {
        var other = SigningKey.TryParse(SigningKey.Make())!;
        var (mine, others) = (SignedStatement.Sign(Example, Key).Compact.Split('.'), SignedStatement.Sign(Example, other).Compact.Split('.'));
        Assert.Null(SignedStatement.Read($"{others[0]}.{mine[1]}.{mine[2]}"));
        Assert.Null(SignedStatement.Read($"{mine[0]}.{mine[1]}.{others[2]}"));
        Assert.NotEqual(Key.Fingerprint, SignedStatement.Read(string.Join('.', others))!.KeyFingerprint);
    }

    /// <summary>Anybody can sign with a key of their own, and would have it shown on a terminal.</summary>
    [Theory]
    [InlineData("voice", "\"\\u001b[2Jbruce\"")]
    [InlineData("voice", "\"Bruce Lee\"")]
    [InlineData("voice", "null")]
    [InlineData("voiceId", "\"id\"")]
    [InlineData("consentSha256", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("signedUtc", "\"today\"")]
    [InlineData("product", "\"a\\nb\"")]
    [InlineData("product", "\"a\\u202eb\"")]
    [InlineData("product", "\"\"")]
    [InlineData("audio", "null")]
    [InlineData("audio", """{"codec":"\u0007","sampleRateHz":48000,"channels":1,"sha256":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}""")]
    [InlineData("audio", """{"codec":"aac","sampleRateHz":48000,"channels":1,"sha256":"short"}""")]
    [InlineData("audio", """{"codec":"aac","sampleRateHz":1e99,"channels":1,"sha256":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}""")]
    public void What_is_signed_but_could_not_be_shown_is_refused(string field, string value)
    {
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(SignedStatement.Sign(Example, Key).Compact.Split('.')[1]))!;
        Assert.NotNull(SignedBy(Key, payload));
        payload[field] = JsonNode.Parse(value);
        Assert.Null(SignedBy(Key, payload));
        payload.AsObject().Remove(field);
        Assert.Null(SignedBy(Key, payload));
    }

    [Theory]
    [InlineData("""{"alg":"none","jwk":JWK}""")]
    [InlineData("""{"alg":"HS256","jwk":JWK}""")]
    [InlineData("""{"alg":"ES256","jwk":null}""")]
    [InlineData("""{"alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","alg":"none","jwk":JWK}""")]
    [InlineData("""{"alg":"ES256","jwk":{"crv":"P-384","kty":"EC","x":"AAAA","y":"AAAA"}}""")]
    [InlineData("""{"alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"AAAA","y":"AAAA"}}""")]
    [InlineData("""{"alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"","y":""}}""")]
    [InlineData("""{"alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"!","y":"?"}}""")]
    [InlineData("""{"alg":"ES256","jwk":{"crv":"P-256","kty":"EC","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void Only_signatures_of_P256_count(string header)
    {
        var mine = SignedStatement.Sign(Example, Key).Compact.Split('.');
        var jwk = JsonNode.Parse(Base64Url.DecodeFromChars(mine[0]))!["jwk"]!.ToJsonString();
        var head = Encoded(header.Replace("JWK", jwk, StringComparison.Ordinal));
        Assert.Null(SignedStatement.Read($"{head}.{mine[1]}.{Signature($"{head}.{mine[1]}")}"));
        Assert.Null(SignedStatement.Read($"{head}.{mine[1]}."));
    }

    [Fact]
    public void Anything_else_is_no_statement() =>
        Gen.OneOf(Gen.String, Gen.Char["eyJhbGci.0_-="].Array[0, 300].Select(letters => new string(letters))).Sample(text => Assert.Null(SignedStatement.Read(text)), iter: 2000);

    /// <summary>Reference: signed, and the key's thumbprint taken, with Node.js (crypto.sign, dsaEncoding ieee-p1363).</summary>
    [Fact]
    public void A_signature_of_another_program_is_read()
    {
        const string compact =
            "eyJhbGciOiJFUzI1NiIsImp3ayI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6IlpsYkw2X2dteVN3WEVwUEc4LXlHTXhrMTRQWm5Da1NXM1pjWmFtS25RaWsiLCJ5Ijoi"
            + "TXdNZmp6Q00yLXgwSzRBQjRUeVpwQzVraFV1NFBIcWE1ckZUc04yLVhmWSJ9fQ.eyJ2b2ljZSI6ImJydWNlIiwidm9pY2VJZCI6ImFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
            + "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWEiLCJjb25zZW50U2hhMjU2IjoiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi"
            + "YmJiYmJiYmJiYmJiYmJiYiIsInNpZ25lZFV0YyI6IjIwMjYtMTEtMjRUMTA6MDA6MDBaIiwicHJvZHVjdCI6IlJlYWx0aW1lIEF2YXRhciAwLjEuMCIsImF1ZGlvIjp7ImNvZGVj"
            + "IjoiYWFjIiwic2FtcGxlUmF0ZUh6Ijo0ODAwMCwiY2hhbm5lbHMiOjEsInNoYTI1NiI6ImNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
            + "Y2NjY2NjY2NjY2NjY2MifX0.BRq-k5j0AMqAojhjfE9IwP15IgOGG5GwhESy8KWuxEHov4tn8ro4LLghtg_DYbCprxp2AB_VNv44ovhmFpkBSA";

        var signed = SignedStatement.Read(compact)!;

        Assert.Equal(Example, signed.Statement);
        Assert.Equal("UFQ6q_fz5nBaezQisVd41su4VpbzJX3wuOkS__TBLj4", signed.KeyFingerprint);
    }

    [Fact]
    public void A_key_signs_from_many_threads_at_once() => Parallel.For(0, 200, i =>
    {
        var statement = Example with { Product = i.ToString(CultureInfo.InvariantCulture) };
        Assert.Equal(statement, SignedStatement.Read(SignedStatement.Sign(statement, Key).Compact)!.Statement);
    });

    private static SignedStatement? SignedBy(SigningKey key, JsonNode payload)
    {
        var content = $"{SignedStatement.Sign(Example, key).Compact.Split('.')[0]}.{Encoded(payload.ToJsonString())}";
        return SignedStatement.Read($"{content}.{Signature(content)}");
    }

    private static string Signature(string content) => Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(content)));

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
