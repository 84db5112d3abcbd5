using System.Reflection;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;

namespace EmbeddedKafka.Tests.Server;

public sealed class ApiVersionsTests
{
    [Fact]
    public async Task Every_version_that_is_announced_is_answered()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await using var connection = await RawConnection.OpenAsync(broker);
        var announced = (await connection.AskAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), version: 3)).Apis;
        var served = Enum.GetValues<ApiKey>().Where(key => key is not (ApiKey.SaslHandshake or ApiKey.SaslAuthenticate));   // nobody is asked who he is here
        Assert.Equal(served.Select(key => (short)key).Order(), announced.Select(api => api.Key));

        foreach (var api in announced)
        {
            var name = $"EmbeddedKafka.Protocol.Messages.{(ApiKey)api.Key}";
            var types = new[] { Message(name + "Request"), Message(name + "Response") };
            for (var version = api.Oldest; version <= api.Newest; version++)
            {
                var ask = (Task)typeof(ApiVersionsTests).GetMethod(nameof(AskAsync), BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(types).Invoke(null, [connection, version])!;
                await ask;   // fails when the answer is not exactly of this version, or does not come
            }
        }

        Assert.Equal("", broker.Errors);
    }

    private static async Task AskAsync<TRequest, TResponse>(RawConnection connection, short version)
        where TRequest : IRequest, new() where TResponse : IMessage, new()
    {
        var request = new TRequest();
        if (request is ProduceRequest produce) produce.Acks = 1;   // else no answer is wanted
        await connection.AskAsync<TRequest, TResponse>(request, version);
    }

    private static Type Message(string name) => typeof(IMessage).Assembly.GetType(name, throwOnError: true)!;
}
