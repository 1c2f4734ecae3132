using Avatar.Api.Jobs;
using Avatar.Api.Security;
using Avatar.Core.Activities;
using Avatar.Core.Net;
using Avatar.Core.Orchestration;
using Avatar.Core.Voices;

namespace Avatar.Api;

/// <summary>What the API stands on.</summary>
/// <param name="Settings">Its limits and defaults.</param>
/// <param name="Keys">Who may call it.</param>
/// <param name="Host">What runs jobs.</param>
/// <param name="Following">How clients follow jobs.</param>
/// <param name="Tools">Engines and artifacts.</param>
/// <param name="Voices">The cloned voices.</param>
/// <param name="Replica">Keeps them alike where there are several machines.</param>
/// <param name="Http">HTTP to addresses that users name.</param>
public sealed record ApiParts(
    ServiceSettings Settings,
    IApiKeys Keys,
    IOrchestrationHost Host,
    Following Following,
    ActivityTools Tools,
    VoiceStore Voices,
    IVoiceReplica Replica,
    PublicHttp Http);
