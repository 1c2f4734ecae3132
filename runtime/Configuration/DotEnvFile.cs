using DotNetEnv;

namespace Avatar.Runtime.Configuration;

/// <summary>Reads a <c>.env</c> file without putting anything into the process's environment.</summary>
internal static class DotEnvFile
{
    /// <summary>The file's variables; none when there is no file.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Read(string path) => File.Exists(path)
        ? Env.NoEnvVars().Load(path).GroupBy(pair => pair.Key).Select(same => KeyValuePair.Create(same.Key, (string?)same.Last().Value))
        : [];
}
