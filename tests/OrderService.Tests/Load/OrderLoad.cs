using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrderService.Tests.Load;

/// <summary>
/// Customers who place a number of orders as fast as they are taken, and send a request that failed again, with the same
/// idempotency key, until it is answered.
/// </summary>
internal sealed class OrderLoad(HttpClient client, int orders)
{
    private const int Customers = 48;
    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Products = ["tea", "coffee", "cup", "pot", "honey", "biscuits"];

    private readonly ConcurrentBag<Guid> _acknowledged = [];
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _milestones = [];
    private int _next;
    private int _done;
    private int _failures;

    /// <summary>The orders that the service took.</summary>
    internal IReadOnlyCollection<Guid> Acknowledged => _acknowledged;

    /// <summary>The tries that failed.</summary>
    internal int Failures => _failures;

    /// <summary>How many pieces of all products were ordered.</summary>
    internal long Pieces => Enumerable.Range(0, orders).Sum(number => Lines(number).Sum(line => (long)line.Quantity));

    internal Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Customers).Select(_ => PlaceAsync(cancellation)));

    /// <summary>Completes when so many orders were taken.</summary>
    internal Task TakenAsync(int count) => _milestones.GetOrAdd(count, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task PlaceAsync(CancellationToken cancellation)
    {
        while (Interlocked.Increment(ref _next) - 1 is var number && number < orders)
        {
            _acknowledged.Add(await PlaceAsync(number, cancellation));
            if (_milestones.TryGetValue(Interlocked.Increment(ref _done), out var reached))
                reached.TrySetResult();
        }
    }

    private async Task<Guid> PlaceAsync(int number, CancellationToken cancellation)
    {
        var key = Guid.NewGuid().ToString();
        using var pace = new PeriodicTimer(BeforeAnotherTry);
        while (true)
        {
            if (await TryPlaceAsync(number, key, cancellation) is { } id)
                return id;
            Interlocked.Increment(ref _failures);
            await pace.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<Guid?> TryPlaceAsync(int number, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Headers = { { "Idempotency-Key", key } },
            Content = JsonContent.Create(new { lines = Lines(number).Select(line => new { productId = line.Product, quantity = line.Quantity }) }),
        };
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable)
                return null;
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            using var order = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            return order.RootElement.GetProperty("id").GetGuid();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return null;   // the replica died over it
        }
    }

    private static IEnumerable<(string Product, int Quantity)> Lines(int number)
    {
        yield return (Products[number % Products.Length], 1 + number % 3);
        if (number % 4 == 0)
            yield return (Products[(number + 1) % Products.Length], 1);
    }
}
