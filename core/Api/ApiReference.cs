using System.Text.Json.Nodes;
using Avatar.Api.Requests;
using Avatar.Core.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Avatar.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and a page to read and try it at <c>/docs</c>.</summary>
public static class ApiReference
{
    private const string ApiKeyScheme = "ApiKey";

    /// <summary>Adds the services.</summary>
    public static void AddReference(this IServiceCollection services) => services.AddOpenApi(options => options
        .AddDocumentTransformer((document, _, _) => Describe(document))
        .AddOperationTransformer((operation, context, _) => Describe(operation, context))
        .AddSchemaTransformer((schema, context, _) => Describe(schema, context)));

    /// <summary>Maps the document and the page; nothing is loaded from elsewhere.</summary>
    public static void MapReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", options => options
            .WithTitle("Realtime Avatar")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .HideDeveloperTools());
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info.Title = "Realtime Avatar";
        document.Info.Version = "v1";
        document.Info.Description = "Text in, a talking-head video out: English, Mandarin or Spanish, one portrait. Errors are problem+json (RFC 9457) and name the field.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiKeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "Needed once there is a key; X-Api-Key takes it too. On one machine './avatar keys add NAME' makes one.",
        };
        // With an empty requirement beside it the key is optional.
        document.Security = [new OpenApiSecurityRequirement(), new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.HttpMethod != HttpMethods.Post) return Task.CompletedTask;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header,
            In = ParameterLocation.Header,
            Description = "Your name for this request: sent again with the same body, it gives the same answer and does nothing twice; with another body, 422. Up to 200 characters.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyKey.Longest },
        });
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        // What is null is left out.
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable)) schema.Required?.Remove(property.Name);
        if (context.JsonTypeInfo.Type == typeof(GenerateBody) && context.JsonPropertyInfo is null)
            schema.Examples = [new JsonObject { ["text"] = "Hello! I am your digital avatar.", ["language"] = "en", ["referenceImage"] = "bruce", ["captions"] = "vtt" }];
        return Task.CompletedTask;
    }
}
