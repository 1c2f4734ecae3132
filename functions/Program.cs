using Avatar.Core.Orchestration;
using Avatar.Functions.Api;
using Avatar.Functions.Hosting;
using Avatar.Functions.Orchestration;
using Azure.Core.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

var settings = FunctionsSettings.From(builder.Configuration);
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<DurableClients>();
builder.Services.AddSingleton<DurableHost>();
builder.Services.AddSingleton<CloudProduct>();
builder.Services.AddSingleton<ApiPipeline>();
// Durable Functions writes inputs and results as the journal of one machine does.
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = new JsonObjectSerializer(OrchestrationJson.Options));
// Its default of 30 MB would answer larger uploads with 500; the API has its own limits.
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = settings.MaxUploadBytes);
builder.AddTelemetry(settings);

builder.Build().Run();
