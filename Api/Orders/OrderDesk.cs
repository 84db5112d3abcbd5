using System.Diagnostics;
using Api.Messaging;
using Api.Messaging.Outbox;
using Microsoft.Extensions.Options;

namespace Api.Orders;

/// <summary>Takes orders: prices them, writes them down, and sees that they are announced.</summary>
internal sealed class OrderDesk(OrderStore store, OutboxPublisher publisher, IOptions<OrderOptions> options, TimeProvider time)
{
    public async Task<PlacedOrder> PlaceAsync(PlaceOrder wish, string? idempotencyKey, CancellationToken cancellation)
    {
        // In microseconds, as PostgreSQL keeps it: the answer now is the answer later.
        var now = new DateTimeOffset(time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        var (lines, unknown) = await PriceAsync(wish, cancellation);
        if (unknown.Count > 0)
            return new PlacedOrder.UnknownProducts(unknown);

        var order = new Order(
            Guid.CreateVersion7(now), OrderStatus.Placed, lines, lines.Sum(line => line.Quantity * line.UnitPrice), now, ConfirmedAt: null);
        var announcement = OutboxMessage.Of(new OrderPlaced(order.Id, order.Total, order.PlacedAt), Activity.Current?.Id);
        var request = idempotencyKey is null ? null : IdempotentRequest.Of(idempotencyKey, wish, now + options.Value.IdempotencyKeyLifetime);

        while (!await store.AddAsync(order, announcement, request, cancellation))
        {
            if (await FindFirstAsync(request!, cancellation) is { } first)
                return first;   // otherwise its key expired between two looks
        }

        publisher.Wake();
        return new PlacedOrder.Accepted(order);
    }

    private async Task<(OrderLine[] Lines, IReadOnlyList<string> Unknown)> PriceAsync(PlaceOrder wish, CancellationToken cancellation)
    {
        var quantities = wish.Lines
            .GroupBy(line => line.ProductId, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity), StringComparer.Ordinal);
        var prices = await store.PricesAsync([.. quantities.Keys], cancellation);
        string[] ids = [.. quantities.Keys.Order(StringComparer.Ordinal)];
        return ids.Where(id => !prices.ContainsKey(id)).ToArray() is { Length: > 0 } unknown
            ? ([], unknown)
            : ([.. ids.Select(id => new OrderLine(id, quantities[id], prices[id]))], []);
    }

    /// <summary>The answer to the first request of this key: the order as it was then.</summary>
    private async Task<PlacedOrder?> FindFirstAsync(IdempotentRequest request, CancellationToken cancellation)
    {
        if (await store.FindRequestAsync(request.Key, cancellation) is not { } first)
            return null;
        if (!first.Hash.AsSpan().SequenceEqual(request.Hash))
            return new PlacedOrder.KeyOfAnother();

        var order = await store.FindAsync(first.OrderId, cancellation);
        return new PlacedOrder.Accepted(order! with { Status = OrderStatus.Placed, ConfirmedAt = null });
    }
}
