namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public sealed class GenerateTests(TestServer server) : GenerateContract(server);
