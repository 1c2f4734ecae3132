using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Evaluator.Scenarios;

namespace Avatar.Tests.Scenarios;

public sealed class ScenarioFileTests
{
    [Fact]
    public void All_that_are_shipped_can_be_read_and_cover_what_the_product_offers()
    {
        var scenarios = ScenarioCatalog.Load([.. ScenarioCatalog.Names]);
        Assert.Contains(scenarios, scenario => scenario.Name == ScenarioCatalog.Gate);
        var clips = scenarios.SelectMany(scenario => scenario.Clips).ToList();
        Assert.All(Enum.GetValues<Language>(), language => Assert.Contains(clips, clip => clip.Heard.SequenceEqual([language])));
        Assert.Contains(clips, clip => clip.Heard.SequenceEqual([Language.English, Language.Mandarin, Language.Spanish]));
        Assert.All((string[])["bruce", "mei", "sofia"], portrait => Assert.Contains(clips, clip => clip.Portrait == portrait));
        Assert.Contains(scenarios, scenario => scenario.NeedsVoices);
    }

    [Fact]
    public void The_gate_is_left_out_where_all_are_asked_for() => Assert.DoesNotContain(ScenarioCatalog.Load([]), scenario => scenario.Name == ScenarioCatalog.Gate);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("description: x", "clips: give at least one clip")]
    [InlineData("clips: [{id: a, text: Hi, language: en}]", "description: say what it shows")]
    [InlineData("description: x\nclips: [{id: A b, text: Hi, language: en}]", "clips[0].id: 'A b'")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, language: en}, {id: a, text: Ho, language: en}]", "clips[1].id: 'a' is there twice")]
    [InlineData("description: x\nclips: [{id: a, language: en}]", "clips[0].text: give the text")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, language: fr}]", "clips[0].language: 'fr' is not")]
    [InlineData("description: x\nclips: [{id: a, text: Hi}]", "clips[0].heard: say which languages")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, heard: [en, de]}]", "clips[0].heard: 'de' is not")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, language: en, portrait: ada}]", "clips[0].portrait: 'ada' is none of bruce, mei, sofia")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, language: en, speed: 3}]", "clips[0].speed: 3 is out of range")]
    [InlineData("description: x\nneedsVoices: true\nclips: [{id: a, text: Hi, language: en, voice: af_bella}]", "clips[0].voice: 'af_bella' can't be used")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, colour: red}]", "line 2: field 'colour' is unknown")]
    [InlineData("description: x\nclips: [{id: a, text: Hi, language: en, speed: fast}]", "line 2")]
    [InlineData("description: [x", "line")]
    [InlineData("description: x\nclips: [~]", "clips[0].id")]
    public void What_is_wrong_is_said_in_one_line_with_file_field_and_value(string yaml, string expected)
    {
        var error = Assert.Throws<InvalidInputException>(() => ScenarioFile.Parse("x", "x.yaml", yaml));
        Assert.StartsWith("Scenario x.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_name_that_does_not_exist_is_refused_with_those_that_do()
    {
        var error = Assert.Throws<InvalidInputException>(() => ScenarioCatalog.Load(["klingon"]));
        Assert.Contains("'klingon'", error.Message, StringComparison.Ordinal);
        Assert.Contains("english", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_scenarios_can_not_have_clips_of_one_name()
    {
        var error = Assert.Throws<InvalidInputException>(() => ScenarioCatalog.Load(["english", "english"]));
        Assert.Contains("'en-short'", error.Message, StringComparison.Ordinal);
    }
}
