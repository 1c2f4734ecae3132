using System.Net.Http.Headers;

namespace Avatar.Core.Models;

/// <summary>A site that gives some files only to who has accepted their licence there, and shows so by a token (RFC 6750).</summary>
/// <param name="Address">The site: scheme, host and port.</param>
/// <param name="Token">The token, or null.</param>
internal sealed record GatedSite(Uri Address, string? Token)
{
    /// <summary>Hugging Face, with a user's token where there is one.</summary>
    public static GatedSite HuggingFace(string? token) => new(new Uri("https://huggingface.co"), token);

    /// <summary>What to show at an address: nothing to others than the site.</summary>
    public AuthenticationHeaderValue? CredentialsFor(Uri url) => Token is not null && Has(url) ? new AuthenticationHeaderValue("Bearer", Token) : null;

    /// <summary>Whether an address is the site's.</summary>
    public bool Has(Uri url) => Uri.Compare(url, Address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>How to get a file that the site refused, in one line.</summary>
    /// <param name="url">The file, in a repository of the site: the first two parts of its path.</param>
    public string Remedy(Uri url) =>
        $"accept the licence on {new Uri(Address, string.Concat(url.Segments.Take(3))).AbsoluteUri.TrimEnd('/')}, "
        + $"create a token on {new Uri(Address, "/settings/tokens")}, set HF_TOKEN to it, and pull again";
}
