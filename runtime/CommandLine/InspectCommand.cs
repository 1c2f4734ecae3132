using System.CommandLine;
using System.Text.Json;
using Avatar.Core.Errors;
using Avatar.Core.Orchestration;
using Avatar.Core.Provenance;
using Avatar.Core.Voices;
using Avatar.Runtime.Configuration;
using Avatar.Runtime.Hosting;

namespace Avatar.Runtime.CommandLine;

/// <summary><c>inspect</c>: whether a file says that a cloned voice speaks in it, and what that is worth.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A video or audio file." };
        var data = new Option<string?>("--data") { Description = "The data folder with this installation's key. Default: AVATAR_DATA, else data in the checkout.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output." };
        var command = new Command(
            "inspect",
            "Say whether a file is signed as spoken by a cloned voice. Exit code 0: validly signed, or nothing found; 1: not as it was signed, or the check failed; 2: no such file, or neither audio nor video.")
        {
            file, data, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = RuntimeSettings.Load(Environment.CurrentDirectory, parsed.GetValue(data));
            var finding = await FindAsync(parsed.GetValue(file)!, settings, cancellationToken);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(finding, OrchestrationJson.Options));
            else Show(finding);
            return finding.Verdict is Verdict.Valid or Verdict.NothingFound ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<Finding> FindAsync(string file, RuntimeSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await Inspection.ReadAsync(file, cancellationToken) switch
            {
                Inspection.Intact(var signed, var isOfThisAudio) => new Finding(file, isOfThisAudio ? Verdict.Valid : Verdict.OtherAudio)
                {
                    Statement = signed.Statement,
                    KeyFingerprint = signed.KeyFingerprint,
                    KeyIsKnown = ProvenanceKey.Find(settings)?.Fingerprint == signed.KeyFingerprint,
                    ConsentIsOnRecord = IsOnRecord(signed.Statement, EngineChoice.VoicesOf(settings)),
                },
                Inspection.Broken => new Finding(file, Verdict.NotAsSigned),
                _ => new Finding(file, Verdict.NothingFound),
            };
        }
        catch (InvalidInputException error)
        {
            // File names come from others too.
            throw new InvalidInputException(error.Field, Shown(error.Message), error);
        }
    }

    private static bool IsOnRecord(ProvenanceStatement statement, VoiceStore voices) =>
        voices.Find(statement.Voice) is { } profile && ClonedVoice.Of(profile) == new ClonedVoice(statement.Voice, statement.VoiceId, statement.ConsentSha256);

    private static void Show(Finding finding)
    {
        var name = Shown(finding.File);
        Console.WriteLine(finding.Verdict switch
        {
            Verdict.Valid => $"{name}: synthetic voice of {finding.Statement!.Voice}",
            Verdict.OtherAudio => $"{name}: NOT VALID: signed as synthetic voice of {finding.Statement!.Voice}, but the audio is not the one that was signed: it was changed, exchanged or encoded again",
            Verdict.NotAsSigned => $"{name}: NOT VALID: there is a statement of a synthetic voice, but it was changed after it was signed",
            _ => $"{name}: no statement of a synthetic voice. That proves nothing: metadata is easily removed",
        });
        if (finding.Statement is not { } statement) return;
        Console.WriteLine(
            $"""
            signed      {statement.SignedUtc:u} by {statement.Product}
            signature   valid{(finding.Verdict == Verdict.Valid ? ", of this audio" : "")}
            key         {finding.KeyFingerprint}, {(finding.KeyIsKnown == true ? "this installation's" : "not this installation's: anybody can make a key, ask whose it is")}
            voice id    {statement.VoiceId}
            consent     sha256 {statement.ConsentSha256}, {(finding.ConsentIsOnRecord == true ? "on record here" : "not on record here")}
            """);
    }

    private static string Shown(string text) => Printable.Of(text, int.MaxValue);

    private enum Verdict
    {
        Valid,
        OtherAudio,
        NotAsSigned,
        NothingFound,
    }

    /// <summary>What is shown, and its JSON.</summary>
    private sealed record Finding(string File, Verdict Verdict)
    {
        public ProvenanceStatement? Statement { get; init; }

        public string? KeyFingerprint { get; init; }

        public bool? KeyIsKnown { get; init; }

        public bool? ConsentIsOnRecord { get; init; }
    }
}
