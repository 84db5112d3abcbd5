using System.Net;

namespace Services.Tests.OrderService;

/// <summary>Dead letters hold what customers wrote, and replaying them does something: they are for whoever runs the service.</summary>
[Collection(nameof(OrderService))]
public sealed class DeadLetterAccessTests(OrderServers servers)
{
    private const string Key = "a key that nobody guesses";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deployed_without_a_key_there_are_none()
    {
        var service = await servers.SharedServiceAsync();

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(service, HttpMethod.Get, "/dead-letters"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(service, HttpMethod.Post, "/dead-letters/replay"));
        Assert.DoesNotContain("dead-letters", await service.Client.GetStringAsync("/openapi/v1.json", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Where_there_is_a_key_nobody_gets_in_without_it(string environment)
    {
        using var service = await servers.StartServiceAsync(
            servers.NewDatabase(), "--environment", environment, "--DeadLetters:ApiKey", Key);

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, HttpMethod.Get, "/dead-letters"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(service, HttpMethod.Post, "/dead-letters/replay", $"{Key}, or not"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(service, HttpMethod.Get, "/dead-letters", Key));
    }

    private static async Task<HttpStatusCode> AskAsync(OrderServiceProcess service, HttpMethod method, string path, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var answer = await service.Client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
