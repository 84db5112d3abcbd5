using Aspire.Hosting.ApplicationModel;

namespace Api.Tests;

public class LossOfTheCacheTests(OrderService service) : IClassFixture<OrderService>
{
    [Fact]
    public async Task Products_are_read_from_PostgreSQL_while_the_cache_is_down_and_through_it_when_it_is_back()
    {
        await GetAsync();

        await CommandAsync(KnownResourceCommands.StopCommand);
        var without = await GetAsync();
        await CommandAsync(KnownResourceCommands.StartCommand);
        await service.Application.ResourceNotifications.WaitForResourceHealthyAsync("cache", OrderService.Within());
        var with = await UntilHitAsync();

        Assert.Contains("fwd=bypass", without, StringComparison.Ordinal);
        Assert.Equal("redis; hit", with);
    }

    // What the cache did for a request, which has to succeed whatever that was.
    private async Task<string> GetAsync()
    {
        var response = await service.Client.GetAsync("/products/tea", OrderService.Within());
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Cache-Status").Single();
    }

    private async Task<string> UntilHitAsync()
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var limit = OrderService.Within();
        while (await pace.WaitForNextTickAsync(limit))
        {
            if (await GetAsync() is "redis; hit" and var hit)
            {
                return hit;
            }
        }

        throw new TimeoutException();
    }

    private async Task CommandAsync(string command)
    {
        var result = await service.Application.ResourceCommands.ExecuteCommandAsync("cache", command, OrderService.Within());
        Assert.True(result.Success, result.ErrorMessage);
    }
}
