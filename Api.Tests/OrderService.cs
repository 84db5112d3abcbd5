using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Api.Tests;

/// <summary>The whole application with its real servers, started once for the tests of a class.</summary>
public sealed class OrderService : IAsyncLifetime
{
    /// <summary>How long anything may take. A machine that builds at the same time is slow.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private IDistributedApplicationTestingBuilder? _builder;

    public DistributedApplication Application { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Within());
        Application = await _builder.BuildAsync(Within());
        await Application.StartAsync(Within());
        await Application.ResourceNotifications.WaitForResourceHealthyAsync("api", Within());
        Client = Application.CreateHttpClient("api");
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (Application is not null)
        {
            await Application.DisposeAsync();
        }

        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    public static CancellationToken Within() => CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken, new CancellationTokenSource(Limit).Token).Token;

    public async Task<Order> PlaceAsync(string productId, int quantity)
    {
        var response = await Client.PostAsJsonAsync("/orders", new { lines = new[] { new { productId, quantity } } }, Within());
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Order>(Within()))!;
    }

    /// <summary>Asks for an order until something is true of it.</summary>
    public async Task<Order> UntilAsync(Guid id, Func<Order, bool> predicate)
    {
        var limit = Within();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await pace.WaitForNextTickAsync(limit))
        {
            var order = await Client.GetFromJsonAsync<Order>($"/orders/{id}", limit);
            if (predicate(order!))
            {
                return order!;
            }
        }

        throw new TimeoutException();
    }
}

/// <summary>An order as a client of the API reads it.</summary>
public sealed record Order(Guid Id, string Status, decimal Total, DateTimeOffset PlacedAt, DateTimeOffset? ConfirmedAt);
