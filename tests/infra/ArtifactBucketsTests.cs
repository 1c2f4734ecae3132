using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Avatar.Tests;

namespace Avatar.Infra.Tests;

public class ArtifactBucketsTests
{
    private const string Bucket = "gcp:storage/bucket:Bucket";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task No_bucket_can_be_made_public(string stack)
    {
        var buckets = (await Deployed.StackAsync(stack)).All(Bucket).ToArray();

        Assert.Equal(3, buckets.Length);
        Assert.All(buckets, bucket =>
        {
            Assert.Equal("enforced", bucket.At("publicAccessPrevention"));
            Assert.Equal(true, bucket.At("uniformBucketLevelAccess"));
        });
    }

    [Fact]
    public async Task What_renders_made_is_deleted_after_the_app_should_have_and_what_users_brought_never()
    {
        var stack = await Deployed.StackAsync("dev", ("avatar:outputDays", "9"), ("avatar:partDays", "2"));
        Asked Of(string part) => stack.All(Bucket).Single(bucket => bucket.Name == $"avatar-dev-{part}");

        Assert.Equal(
            [("plans/ renders/ segments/ speech/ videos/", 16.0)],
            Of("outputs").List("lifecycleRules").Select(rule => (ImmutableDictionary<string, object>)rule["condition"]).Select(Condition));
        Assert.All(Of("outputs").List("lifecycleRules"), rule => Assert.Equal("Delete", ((ImmutableDictionary<string, object>)rule["action"])["type"]));
        Assert.Empty(Of("models").List("lifecycleRules"));
    }

    [Fact]
    public async Task What_renders_make_lies_in_the_folders_of_activities_and_of_published_files()
    {
        var folders = await File.ReadAllTextAsync(Repository.File("core", "Activities", "ArtifactFolders.cs"), TestContext.Current.CancellationToken);
        var all = Regex.Match(folders, @"All \{ get; \} = \[(.*)\];").Groups[1].Value.Split(", ");

        var published = await File.ReadAllTextAsync(Repository.File("core", "Rendering", "PublishedFiles.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(
            all.Select(name => Regex.Match(folders, $"string {name} = \"(.*)\";").Groups[1].Value)
                .Append(Regex.Match(published, "string Folder = \"(.*)\";").Groups[1].Value)
                .Select(folder => folder + "/")
                .Order(StringComparer.Ordinal),
            Agreed.RenderedPrefixes);
    }

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("7", 604800.0)]
    public async Task What_was_deleted_can_be_brought_back_for_as_long_as_configured(string days, double seconds)
    {
        var stack = await Deployed.StackAsync("dev", ("avatar:softDeleteDays", days));

        Assert.All(stack.All(Bucket), bucket => Assert.Equal(seconds, bucket.At("softDeletePolicy", "retentionDurationSeconds")));
    }

    private static (string Prefix, double Days) Condition(ImmutableDictionary<string, object> condition) =>
        (condition.TryGetValue("matchesPrefixes", out var prefixes) ? string.Join(' ', (ImmutableArray<object>)prefixes) : "", (double)condition["age"]);
}
