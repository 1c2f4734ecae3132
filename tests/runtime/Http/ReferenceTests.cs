namespace Avatar.Runtime.Tests.Http;

[Collection(ServerTests.Name)]
public sealed class ReferenceTests(TestServer server) : ReferenceContract(server);
