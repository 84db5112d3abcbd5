using Npgsql;

namespace Api.Messaging;

/// <summary>An order that Kafka has not acknowledged yet.</summary>
internal sealed record UnannouncedOrder(OrderPlaced Message, string? TraceParent);

/// <summary>
/// The orders that are still to be announced: rows without <c>announced_at</c>. An order and the duty to announce it are
/// thus one row, so neither can be written without the other.
/// </summary>
internal sealed class OrderOutbox(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>
    /// Hands out the oldest unannounced orders, keeps them from other replicas meanwhile, and marks them when
    /// <paramref name="announce"/> succeeded. If the process dies in between they are announced again.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> DrainAsync(int most, Func<IReadOnlyList<UnannouncedOrder>, Task> announce, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        var orders = await ClaimAsync(connection, most, cancellation);
        if (orders.Count == 0)
            return 0;

        await announce(orders);
        await MarkAsync(connection, orders, cancellation);
        await transaction.CommitAsync(cancellation);
        return orders.Count;
    }

    private static async Task<List<UnannouncedOrder>> ClaimAsync(NpgsqlConnection connection, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            select id, total, placed_at, trace_parent from orders
            where announced_at is null order by placed_at limit $1
            for update skip locked
            """, connection)
        { Parameters = { new() { Value = most } } };

        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var orders = new List<UnannouncedOrder>();
        while (await rows.ReadAsync(cancellation))
        {
            orders.Add(new UnannouncedOrder(
                new OrderPlaced(rows.GetGuid(0), rows.GetDecimal(1), rows.GetFieldValue<DateTimeOffset>(2)),
                await rows.IsDBNullAsync(3, cancellation) ? null : rows.GetString(3)));
        }
        return orders;
    }

    private async Task MarkAsync(NpgsqlConnection connection, List<UnannouncedOrder> orders, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("update orders set announced_at = $2 where id = any($1)", connection)
        {
            Parameters =
            {
                new() { Value = orders.Select(order => order.Message.OrderId).ToArray() },
                new() { Value = time.GetUtcNow() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
