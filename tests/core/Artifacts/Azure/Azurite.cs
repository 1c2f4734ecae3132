using System.Diagnostics;
using System.Text.RegularExpressions;
using Avatar.Core.Tests.Artifacts.Azure;
using Avatar.Core.Tests.Media;
using Avatar.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Avatar.Core.Tests.Artifacts.Azure;

/// <summary>Azure Blob Storage on this machine: Azurite from <c>tests/tools</c>, started when a test first asks for it.</summary>
public sealed partial class Azurite : IAsyncDisposable
{
    // Azurite's documented account, the same everywhere.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly TemporaryFolder _folder = new();
    private readonly SemaphoreSlim _gate = new(1);
    private Process? _process;
    private string? _connectionString;

    /// <summary>The connection string of the account; the test is skipped where Azurite is not installed.</summary>
    public async Task<string> StartAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _connectionString ??= ConnectionString(await LaunchAsync());
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _gate.Dispose();
        _folder.Dispose();
    }

    private static string ConnectionString(string endpoint) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};BlobEndpoint={endpoint}/{Account};";

    private async Task<string> LaunchAsync()
    {
        var program = Repository.File("tests", "tools", "node_modules", "azurite", "dist", "src", "blob", "main.js");
        Assert.SkipUnless(File.Exists(program), "Azurite is not installed: run 'npm ci' in tests/tools.");
        string[] arguments =
        [
            program, "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--silent",
            "--skipApiVersionCheck", "--disableTelemetry",
        ];
        _process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path })!;
        var errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            // What it says from now on must not fill the pipe.
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return match.Value;
        }

        throw new InvalidOperationException($"Azurite did not start: {await errors}");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
