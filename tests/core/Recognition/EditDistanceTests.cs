using Avatar.Core.Recognition;
using CsCheck;

namespace Avatar.Core.Tests.Recognition;

public class EditDistanceTests
{
    // Few different elements, so that many agree.
    private static readonly Gen<string[]> Sequence = Gen.Int[0, 2].Select(element => "abc"[element].ToString()).Array[0, 12];

    [Theory]
    [InlineData("", "", 0, 0, 0)]
    [InlineData("k i t t e n", "s i t t i n g", 2, 0, 1)]
    [InlineData("a b c", "a c", 0, 1, 0)]
    [InlineData("a b c", "", 0, 3, 0)]
    [InlineData("", "a b", 0, 0, 2)]
    [InlineData("a b", "b a", 2, 0, 0)]
    public void Counts_each_kind(string from, string to, int substitutions, int deletions, int insertions) =>
        Assert.Equal(new EditDistance(substitutions, deletions, insertions), EditDistance.Between(Split(from), Split(to)));

    [Fact]
    public void Nothing_lies_between_equals() => Sequence.Sample(a => EditDistance.Between(a, a) == new EditDistance(0, 0, 0));

    [Fact]
    public void There_and_back_is_as_far() => Gen.Select(Sequence, Sequence).Sample((a, b) => EditDistance.Between(a, b).Total == EditDistance.Between(b, a).Total);

    [Fact]
    public void A_detour_is_no_shorter() => Gen.Select(Sequence, Sequence, Sequence).Sample((a, b, c) =>
        EditDistance.Between(a, c).Total <= EditDistance.Between(a, b).Total + EditDistance.Between(b, c).Total);

    [Fact]
    public void Is_at_least_the_difference_in_length_and_at_most_the_longer_length() => Gen.Select(Sequence, Sequence).Sample((a, b) =>
        EditDistance.Between(a, b).Total is var total && total >= Math.Abs(a.Length - b.Length) && total <= Math.Max(a.Length, b.Length));

    [Fact]
    public void The_kinds_add_up_to_the_lengths() => Gen.Select(Sequence, Sequence).Sample((a, b) =>
        EditDistance.Between(a, b) is var distance && a.Length - distance.Deletions + distance.Insertions == b.Length);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
