using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Avatar.Tests.Service;

/// <summary>What can be said of an image without building it.</summary>
public sealed partial class DockerfileTests
{
    [Theory]
    [InlineData("gpu-container/Dockerfile")]
    [InlineData("gpu-container/cuda.Dockerfile")]
    [InlineData("functions/Dockerfile")]
    [InlineData("runtime/Dockerfile")]
    public void What_it_copies_is_there_and_enough_for_what_it_publishes(string file)
    {
        var lines = Lines(file);
        var copied = lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).ToList();
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.File(path)), $"{path} is not there"));
        // Without these the build finds other packages and other rules.
        Assert.All((string[])[".editorconfig", "Directory.Build.props", "Directory.Packages.props", "global.json"], path => Assert.Contains(path, copied));

        var published = PublishedProject().Match(string.Join('\n', lines)).Groups[1].Value;
        var projects = new List<string>();
        Collect(Repository.File(published));
        Assert.True(projects.Count >= 3);
        Assert.All(projects, project => Assert.Contains(copied, path => project.StartsWith(Repository.File(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
        // What starts the functions is in their base image.
        if (file == "functions/Dockerfile") return;
        var assembly = XDocument.Load(Repository.File(published)).Descendants("AssemblyName").Single().Value;
        Assert.Contains($"\"{assembly}.dll\"", lines.Single(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal)), StringComparison.Ordinal);

        void Collect(string project)
        {
            if (projects.Contains(project)) return;
            projects.Add(project);
            foreach (var reference in XDocument.Load(project).Descendants("ProjectReference"))
                Collect(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, reference.Attribute("Include")!.Value)));
        }
    }

    [Theory]
    [InlineData("gpu-container/Dockerfile", 8001)]
    [InlineData("gpu-container/cuda.Dockerfile", 8001)]
    [InlineData("runtime/Dockerfile", 8000)]
    public void It_keeps_to_the_rules_of_hadolint(string file, int port)
    {
        var lines = Lines(file);
        var bases = lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ToList();
        Assert.All(bases, from => Assert.Matches(@":[\d.]+", from)); // DL3006, DL3007: tags, and not latest.
        var installs = lines.Where(line => line.Contains("apt-get install", StringComparison.Ordinal)).ToList();
        Assert.All(installs, install => // DL3009, DL3014, DL3015.
        {
            Assert.Contains("-y --no-install-recommends", install, StringComparison.Ordinal);
            Assert.Contains("rm -rf /var/lib/apt/lists/*", install, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(lines, line => line.StartsWith("ADD ", StringComparison.Ordinal)); // DL3020.
        Assert.DoesNotContain(lines, line => line.Contains("sudo", StringComparison.Ordinal)); // DL3004.
        Assert.All(lines.Where(line => line.StartsWith("WORKDIR ", StringComparison.Ordinal)), line => Assert.StartsWith("WORKDIR /", line, StringComparison.Ordinal)); // DL3000.
        Assert.Equal("USER $APP_UID", lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal))); // DL3002: not root.
        Assert.Contains(lines, line => line == $"EXPOSE {port}");
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal) && line.Contains($"http://127.0.0.1:{port}/health/ready", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ENTRYPOINT [", StringComparison.Ordinal)); // DL3025: no shell, so that signals arrive.
    }

    [Fact]
    public void The_image_for_GPUs_is_built_for_the_CUDA_that_its_base_and_its_package_have()
    {
        var lines = Lines("gpu-container/cuda.Dockerfile");
        Assert.Contains(lines, line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal) && line.Contains(" -p:Cuda=true ", StringComparison.Ordinal));
        Assert.Matches(@"^FROM nvidia/cuda:12\.\d+\.\d+-cudnn-runtime-ubuntu24\.04$", lines.Last(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.Contains(" DEVICE=cuda ", StringComparison.Ordinal));
        // The last release for CUDA 12.
        Assert.Equal("1.26.0", XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("OnnxRuntimeGpuVersion").Single().Value);
    }

    [Fact]
    public void A_build_has_ONNX_Runtime_for_the_CPU_or_for_CUDA_and_never_both()
    {
        var references = XDocument.Load(Repository.File("gpu-container", "Engines", "Avatar.Engines.csproj")).Descendants("PackageReference")
            .Where(reference => reference.Attribute("Include")!.Value.StartsWith("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal))
            .ToDictionary(reference => reference.Attribute("Include")!.Value, reference => reference.Attribute("Condition")?.Value);
        Assert.Equal("'$(Cuda)' != 'true'", references["Microsoft.ML.OnnxRuntime"]);
        Assert.Equal("'$(Cuda)' == 'true'", references["Microsoft.ML.OnnxRuntime.Gpu"]);
        Assert.Equal(2, references.Count);
    }

    [Fact]
    public void The_files_that_are_composed_are_there()
    {
        var compose = File.ReadAllText(Repository.File("docker-compose.yml"));
        var files = ComposedFile().Matches(compose).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(3, files.Count);
        Assert.All(files, file => Assert.True(File.Exists(Repository.File(file)), file));
    }

    /// <summary>Its instructions, each on one line, without comments.</summary>
    private static List<string> Lines(string file) =>
    [
        .. ContinuedLine().Replace(File.ReadAllText(Repository.File(file.Split('/'))), " ").Split('\n')
            .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex ContinuedLine();

    [GeneratedRegex(@"dotnet publish (\S+\.csproj)")]
    private static partial Regex PublishedProject();

    [GeneratedRegex(@"dockerfile: ([\w/.-]+)")]
    private static partial Regex ComposedFile();
}
