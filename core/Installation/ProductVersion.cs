using System.Reflection;

namespace Avatar.Core.Installation;

/// <summary>Which build of the product this is.</summary>
public static class ProductVersion
{
    /// <summary>The version with its commit: <c>0.1.0+61ced4b…</c>.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
