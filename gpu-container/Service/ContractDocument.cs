using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Avatar.GpuContainer;

/// <summary>The contract as an OpenAPI document, at <c>/openapi/v1.json</c>; what is checked in as <c>gpu-container/openapi.json</c>.</summary>
internal static class ContractDocument
{
    private const string TokenScheme = "Token";

    /// <summary>Describes the service.</summary>
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Realtime Avatar's engines";
        document.Info.Version = "v1";
        document.Info.Description = "Speech, portraits, recognition and video for callers of the same version. URLs are https (signed where need be), data (base64), or files "
            + "below one folder. Errors are problem+json (RFC 9457) and name the field; 429 and 503 say when to come again.";
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[TokenScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Needed where GPU_TOKEN is set." };
        document.Security = [new OpenApiSecurityRequirement(), new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [] }];
        return Task.CompletedTask;
    });
}
