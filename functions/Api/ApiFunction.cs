using Avatar.Functions.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Avatar.Functions.Api;

/// <summary>The HTTP trigger. One function takes every address: which there are, and who may use them, is said once for all hosts, in the API itself.</summary>
public sealed class ApiFunction(ApiPipeline pipeline, DurableClients clients)
{
    /// <summary>Answers a request.</summary>
    [Function("api")]
    public IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        clients.Current = client;
        return pipeline;
    }
}
