using Avatar.Core.Orchestration;
using Avatar.Functions.Orchestration;
using CsCheck;
using Microsoft.DurableTask;

namespace Avatar.Functions.Tests.Orchestration;

public class FailedStepExceptionTests
{
    private static readonly StepFailure Failure = new("plan", FailureKind.InvalidInput, "portrait", "No face found in \"me\".jpg: use a {frontal} photo.");

    [Fact]
    public void A_failure_is_read_from_among_the_words_of_the_host()
    {
        var message = $"Task 'plan' (#0) failed with an unhandled exception: Result: Failure\nException: {new FailedStepException(Failure, null).Message}\nStack:    at X() {{ }}";

        Assert.Equal(Failure, FailedStepException.Read("render", new TaskFailureDetails("X", message, null, null, null)));
    }

    [Fact]
    public void A_failure_is_read_from_an_inner_one() => Assert.Equal(
        Failure,
        FailedStepException.Read("render", new TaskFailureDetails("X", "Outer.", null, TaskFailureDetails.FromException(new FailedStepException(Failure, null)), null)));

    [Theory]
    [InlineData("It broke.", "It broke.")]
    [InlineData("{\"step\":", "{\"step\":")]
    [InlineData("{\"step\":\"plan\",\"kind\":\"unheard of\"}", "{\"step\":\"plan\",\"kind\":\"unheard of\"}")]
    public void What_is_none_of_ours_keeps_its_message(string message, string expected) => Assert.Equal(
        new StepFailure("mux", FailureKind.Failed, null, expected), FailedStepException.Read("mux", new TaskFailureDetails("X", message, null, null, null)));

    [Fact]
    public void A_failure_is_read_from_an_instances_output_as_the_storage_provider_writes_it()
    {
        var text = "Avatar.Functions.Orchestration.FailedStepException: " + new FailedStepException(Failure, null).Message;

        Assert.Equal(Failure, FailedStepException.Read("render", null, text));
        Assert.Equal(Failure, FailedStepException.Read("render", null, System.Text.Json.JsonSerializer.Serialize(text)));
        Assert.Equal("The step render failed.", FailedStepException.Read("render", null, null).Message);
    }

    [Fact]
    public void Whatever_is_written_is_read_again() => Gen.Select(Gen.String, Gen.Enum<FailureKind>(), Gen.String.Null(), Gen.String)
        .Select((step, kind, field, message) => new StepFailure(Whole(step), kind, field is null ? null : Whole(field), Whole(message)))
        .Sample(failure => Assert.Equal(failure, FailedStepException.Read("other", TaskFailureDetails.FromException(new FailedStepException(failure, null)))));

    // Half of a surrogate pair can't be written as UTF-8.
    private static string Whole(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);
}
