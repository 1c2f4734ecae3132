using Avatar.Core.Media;
using Avatar.Core.Provenance;

namespace Avatar.Core.Tests.Provenance;

public class ProvenanceTagTests
{
    [Fact]
    public void A_tag_says_whose_voice_it_is_and_holds_the_statement()
    {
        var statement = new ProvenanceStatement("bruce", "", "", DateTimeOffset.UnixEpoch, "", new AudioContent("aac", 48000, 1, ""));
        var tag = ProvenanceTag.Write(new SignedStatement(statement, "", "a.b_-9.C"));
        Assert.StartsWith("synthetic voice of bruce ", tag, StringComparison.Ordinal);
        Assert.Equal("a.b_-9.C", ProvenanceTag.Find(["a title", tag, "avatar-provenance:second"]));
        Assert.Equal("a.b_-9.C", ProvenanceTag.Find([$"before {tag}\n\u001b[2J after"]));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("synthetic voice of bruce")]
    [InlineData("Avatar-Provenance:a.b.c")]
    public void Other_tags_are_none(params string[] tags) => Assert.Null(ProvenanceTag.Find(tags));

    [Fact]
    public void A_tag_whose_statement_is_gone_is_still_one() => Assert.Equal("", ProvenanceTag.Find(["avatar-provenance: "]));
}
