using System.Text.RegularExpressions;
using Avatar.Core.Errors;
using Pulumi;

namespace Avatar.Infra;

/// <summary>
/// The names and labels of a stack's resources. Most resources are named by Pulumi, <c>avatar-dev-</c>something and a random end, so that two stacks,
/// or a stack that was destroyed and made again, never meet.
/// </summary>
internal sealed partial record Naming
{
    /// <summary>Names for a stack.</summary>
    /// <param name="stack">The stack's name; it becomes part of names that have 24 or 32 characters at most.</param>
    /// <exception cref="InvalidInputException">The stack's name does not fit.</exception>
    public Naming(string stack) => Stack = Fitting().IsMatch(stack)
        ? stack
        : throw new InvalidInputException(
            "stack",
            $"The stack is '{Printable.Of(stack, 60)}', and names of resources have room for 2 to 7 small letters and digits: pulumi stack init dev");

    /// <summary>The stack's name.</summary>
    public string Stack { get; }

    /// <summary>Labels of Google Cloud's and tags of Azure's resources.</summary>
    public InputMap<string> Labels => new() { ["app"] = "avatar", ["stack"] = Stack, ["managed-by"] = "pulumi" };

    /// <summary>The name of a resource.</summary>
    public string Of(string part) => $"avatar-{Stack}-{part}";

    /// <summary>The name of a resource that takes letters and digits only.</summary>
    public string Compact(string part) => $"avatar{Stack}{part}";

    [GeneratedRegex("^[a-z][a-z0-9]{1,6}$")]
    private static partial Regex Fitting();
}
