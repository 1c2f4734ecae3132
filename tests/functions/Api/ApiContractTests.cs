using Avatar.Tests.Api;

namespace Avatar.Functions.Tests.Api;

[Collection(ServerTests.Name)]
public sealed class GenerateTests(FunctionsServer server) : GenerateContract(server);

[Collection(ServerTests.Name)]
public sealed class JobTests(FunctionsServer server) : JobContract(server);

[Collection(ServerTests.Name)]
public sealed class FileTests(FunctionsServer server) : FileContract(server);

[Collection(ServerTests.Name)]
public sealed class VoiceTests(FunctionsServer server) : VoiceContract(server);

[Collection(ServerTests.Name)]
public sealed class ReferenceTests(FunctionsServer server) : ReferenceContract(server);
