using System.Diagnostics;
using Api.Messaging;

namespace Api.Orders;

/// <summary>Takes orders: prices them, writes them down, and sees that they are announced.</summary>
internal sealed class OrderDesk(OrderStore store, OrderAnnouncer announcer, TimeProvider time)
{
    /// <returns>The order, safely in the database; or the products that do not exist.</returns>
    public async Task<(Order? Order, IReadOnlyList<string> UnknownProducts)> PlaceAsync(PlaceOrder wish, CancellationToken cancellation)
    {
        var quantities = wish.Lines
            .GroupBy(line => line.ProductId, StringComparer.Ordinal)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity), StringComparer.Ordinal);

        var prices = await store.PricesAsync([.. quantities.Keys], cancellation);
        string[] unknown = [.. quantities.Keys.Where(id => !prices.ContainsKey(id)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
            return (null, unknown);

        OrderLine[] lines = [.. quantities
            .OrderBy(wanted => wanted.Key, StringComparer.Ordinal)
            .Select(wanted => new OrderLine(wanted.Key, wanted.Value, prices[wanted.Key]))];
        var now = time.GetUtcNow();
        var order = new Order(
            Guid.CreateVersion7(now), OrderStatus.Placed, lines, lines.Sum(line => line.Quantity * line.UnitPrice), now, ConfirmedAt: null);

        await store.AddAsync(order, Activity.Current?.Id, cancellation);
        announcer.Wake();
        return (order, []);
    }
}
