using System.Text.Json.Serialization;
using Avatar.Core.Requests;

namespace Avatar.Core.Batches;

/// <summary>A row's fields: those of a request, and an id.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BatchRowBody : GenerateBody
{
    /// <summary>Names the row's files: letters, digits and dashes, up to 60.</summary>
    public string? Id { get; init; }
}
