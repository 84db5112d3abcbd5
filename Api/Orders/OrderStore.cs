using Api.Messaging.Outbox;
using Npgsql;
using NpgsqlTypes;

namespace Api.Orders;

/// <summary>The orders in PostgreSQL.</summary>
internal sealed class OrderStore(NpgsqlDataSource database)
{
    /// <summary>Orders with their lines folded into arrays: one row an order.</summary>
    private const string Select = """
        select o.id, o.status, o.total, o.placed_at, o.confirmed_at,
               array_agg(l.product_id order by l.product_id),
               array_agg(l.quantity   order by l.product_id),
               array_agg(l.unit_price order by l.product_id)
        from orders o join order_lines l on l.order_id = o.id
        """;

    public async Task<Order?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"{Select} where o.id = $1 group by o.id");
        command.Parameters.Add(new() { Value = id });
        var found = await ReadAsync(command, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Order>> ListAsync(int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            {Select} where o.id in (select id from orders order by placed_at desc limit $1)
            group by o.id order by o.placed_at desc
            """);
        command.Parameters.Add(new() { Value = limit });
        return await ReadAsync(command, cancellation);
    }

    /// <summary>The prices of those products that exist. Never from a cache: nobody pays the price of a minute ago.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> PricesAsync(string[] productIds, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select id, price from products where id = any($1)");
        command.Parameters.Add(new() { Value = productIds });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellation))
            prices.Add(rows.GetString(0), rows.GetDecimal(1));
        return prices;
    }

    /// <summary>Writes an order and the message that announces it in one statement, thus both or neither.</summary>
    /// <param name="order">A new order.</param>
    /// <param name="announcement">What Kafka is told.</param>
    /// <param name="request">The request, if it may come again: then the order is written for the first of them alone.</param>
    /// <param name="cancellation">The caller went away.</param>
    /// <returns>Whether it was written; if not, the request was answered before.</returns>
    public async Task<bool> AddAsync(Order order, OutboxMessage announcement, IdempotentRequest? request, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            with first as (
                insert into idempotency_keys as known (key, request_hash, order_id, expires_at)
                select $8, $9, $1, $10 where $8 is not null
                on conflict (key) do update
                    set request_hash = excluded.request_hash, order_id = excluded.order_id, expires_at = excluded.expires_at
                    where known.expires_at <= $3
                returning key),
            placed as (
                insert into orders (id, status, total, placed_at)
                select $1, 'placed', $2, $3 where $8 is null or exists (select from first)
                returning id),
            lines as (
                insert into order_lines (order_id, product_id, quantity, unit_price)
                select placed.id, line.* from placed, unnest($4::text[], $5::integer[], $6::numeric[]) as line),
            announced as (
                insert into outbox (message_id, order_id, type, payload, trace_parent)
                select $7, placed.id, $11, $12, $13 from placed)
            select count(*) from placed
            """);
        command.Parameters.Add(new() { Value = order.Id });
        command.Parameters.Add(new() { Value = order.Total });
        command.Parameters.Add(new() { Value = order.PlacedAt });
        command.Parameters.Add(new() { Value = order.Lines.Select(line => line.ProductId).ToArray() });
        command.Parameters.Add(new() { Value = order.Lines.Select(line => line.Quantity).ToArray() });
        command.Parameters.Add(new() { Value = order.Lines.Select(line => line.UnitPrice).ToArray() });
        command.Parameters.Add(new() { Value = announcement.Id });
        command.Parameters.Add(new() { Value = (object?)request?.Key ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)request?.Hash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = (object?)request?.ExpiresAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = announcement.Type });
        command.Parameters.Add(new() { Value = announcement.Payload });
        command.Parameters.Add(new() { Value = (object?)announcement.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return (long)(await command.ExecuteScalarAsync(cancellation))! == 1;
    }

    /// <summary>How a request was answered that came before.</summary>
    /// <returns>The hash of its body and its order; null if there is none by now.</returns>
    public async Task<(byte[] Hash, Guid OrderId)?> FindRequestAsync(string key, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select request_hash, order_id from idempotency_keys where key = $1");
        command.Parameters.Add(new() { Value = key });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? (rows.GetFieldValue<byte[]>(0), rows.GetGuid(1)) : null;
    }

    private static async Task<List<Order>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var orders = new List<Order>();
        while (await rows.ReadAsync(cancellation))
        {
            orders.Add(new Order(
                Id: rows.GetGuid(0),
                Status: Enum.Parse<OrderStatus>(rows.GetString(1), ignoreCase: true),
                Lines: [.. rows.GetFieldValue<string[]>(5)
                    .Zip(rows.GetFieldValue<int[]>(6), rows.GetFieldValue<decimal[]>(7))
                    .Select(line => new OrderLine(line.First, line.Second, line.Third))],
                Total: rows.GetDecimal(2),
                PlacedAt: rows.GetFieldValue<DateTimeOffset>(3),
                ConfirmedAt: await rows.IsDBNullAsync(4, cancellation) ? null : rows.GetFieldValue<DateTimeOffset>(4)));
        }
        return orders;
    }
}
