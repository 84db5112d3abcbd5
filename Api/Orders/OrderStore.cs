using Npgsql;

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

    /// <summary>Writes an order and its lines, both or neither.</summary>
    /// <param name="order">A new order.</param>
    /// <param name="traceParent">The trace that its announcement continues, or null.</param>
    /// <param name="cancellation">The caller went away.</param>
    public async Task AddAsync(Order order, string? traceParent, CancellationToken cancellation)
    {
        await using var both = database.CreateBatch();   // a batch is one transaction
        both.BatchCommands.Add(new("insert into orders (id, status, total, placed_at, trace_parent) values ($1, 'placed', $2, $3, $4)")
        {
            Parameters =
            {
                new() { Value = order.Id },
                new() { Value = order.Total },
                new() { Value = order.PlacedAt },
                new() { Value = (object?)traceParent ?? DBNull.Value },
            },
        });
        both.BatchCommands.Add(new("""
            insert into order_lines (order_id, product_id, quantity, unit_price)
            select $1, * from unnest($2::text[], $3::integer[], $4::numeric[])
            """)
        {
            Parameters =
            {
                new() { Value = order.Id },
                new() { Value = order.Lines.Select(line => line.ProductId).ToArray() },
                new() { Value = order.Lines.Select(line => line.Quantity).ToArray() },
                new() { Value = order.Lines.Select(line => line.UnitPrice).ToArray() },
            },
        });
        await both.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Confirms an order, once: a second announcement of it changes nothing.</summary>
    /// <returns>Whether it was this call that confirmed it.</returns>
    public async Task<bool> ConfirmAsync(Guid id, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update orders set status = 'confirmed', confirmed_at = $2 where id = $1 and status = 'placed'");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = at });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
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
