using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Containers.Tests.Running;

namespace Containers.Tests.Application;

/// <summary>The application of this repository, with every server in a container.</summary>
internal sealed class OrderService(IDistributedApplicationTestingBuilder builder, DistributedApplication application) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public ContainerApplication Application { get; } = new(application);

    public HttpClient Client { get; } = application.CreateHttpClient("api");

    public static async Task<OrderService> StartAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--Aspire:LocalServices=Container"], Within());
        var application = await builder.BuildAsync(Within());
        await application.StartAsync(Within());
        await application.ResourceNotifications.WaitForResourceHealthyAsync("api", Within());
        return new(builder, application);
    }

    public static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Limit).Token).Token;

    // Both ask until the service answers: it may just have lost its connections.
    public Task<Order> PlaceAsync() => UntilAsync(
        async () =>
        {
            var response = await Client.PostAsJsonAsync("/orders", new { lines = new[] { new { productId = "tea", quantity = 1 } } }, Within());
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<Order>(Within()) : null;
        });

    public Task<Order> ConfirmedAsync(Guid id) => UntilAsync(
        async () =>
        {
            var response = await Client.GetAsync($"/orders/{id}", Within());
            return response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<Order>(Within()) is { Status: "confirmed" } order ? order : null;
        });

    public async Task<string?> CacheStatusAsync()
    {
        var response = await Client.GetAsync("/products/tea", Within());
        response.EnsureSuccessStatusCode();
        return response.Headers.TryGetValues("Cache-Status", out var values) ? values.Single() : null;
    }

    public static async Task<T> UntilAsync<T>(Func<Task<T?>> ask) where T : class
    {
        var limit = Within();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pace.WaitForNextTickAsync(limit))
        {
            if (await ask() is { } answer)
            {
                return answer;
            }
        }

        throw new TimeoutException();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.DisposeAsync();
        await builder.DisposeAsync();
    }
}

/// <summary>An order as a client reads it.</summary>
internal sealed record Order(Guid Id, string Status);
