using System.Text;
using Avatar.Core.Webhooks;

namespace Avatar.Core.Tests.Webhooks;

public class WebhookSignatureTests
{
    /// <summary>Reference: <c>printf '1700000000.{"id":"job-a"}' | openssl dgst -sha256 -hmac secret</c>.</summary>
    [Fact]
    public void It_is_the_hmac_of_timestamp_and_body() => Assert.Equal(
        "v1=28e4218607a3cd5933b820ab1091c304f3df4ed481ddf8c7ee46d84cd3cbefe8",
        WebhookSignature.Sign("secret", 1700000000, """{"id":"job-a"}"""u8));

    [Theory]
    [InlineData("other", 1700000000, "body")]
    [InlineData("secret", 1700000001, "body")]
    [InlineData("secret", 1700000000, "Body")]
    public void Secret_timestamp_and_body_all_count(string secret, long timestampSeconds, string body) => Assert.NotEqual(
        WebhookSignature.Sign("secret", 1700000000, "body"u8), WebhookSignature.Sign(secret, timestampSeconds, Encoding.UTF8.GetBytes(body)));
}
