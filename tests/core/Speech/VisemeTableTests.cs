using System.Text.Json;
using Avatar.Core.Speech;
using Avatar.Core.Speech.Visemes;

namespace Avatar.Tests.Speech;

public sealed class VisemeTableTests
{
    [Fact]
    public void EverySymbolOfTheSpeechModelIsKnown()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Repository.File("models", "speech", "kokoro_vocab.json")));
        foreach (var symbol in json.RootElement.EnumerateObject().Select(entry => entry.Name))
            Assert.True(VisemeTable.IsModifier(symbol[0]) || VisemeTable.Knows(symbol[0]), $"'{symbol}' has no shape.");
    }

    [Theory]
    [InlineData("m", new[] { Viseme.Bilabial })]
    [InlineData("tʃ", new[] { Viseme.PostAlveolar })]
    [InlineData("t^ʃ", new[] { Viseme.PostAlveolar })]
    [InlineData("ʨʰ", new[] { Viseme.AlveoloPalatal })]
    [InlineData("A", new[] { Viseme.MidFrontVowel, Viseme.CloseFrontVowel })]
    [InlineData("aɪ", new[] { Viseme.OpenVowel, Viseme.CloseFrontVowel })]
    [InlineData("iː", new[] { Viseme.CloseFrontVowel })]
    [InlineData("iou", new[] { Viseme.CloseFrontVowel, Viseme.CloseRoundVowel })]
    [InlineData(" ", new[] { Viseme.Rest })]
    [InlineData("", new[] { Viseme.Rest })]
    public void GivesTheShapes(string symbol, Viseme[] shapes) => Assert.Equal(shapes, VisemeTable.Of(symbol));
}
