using Npgsql;

namespace OrderService.Tests.Orders;

/// <summary>What the database says about all orders so far: a confirmation that had its effect twice would show.</summary>
/// <param name="Orders">Rows.</param>
/// <param name="Confirmed">Those that are confirmed.</param>
/// <param name="Messages">Messages that had an effect.</param>
/// <param name="Reserved">Pieces that confirmations reserved, all products together.</param>
/// <param name="Waiting">Messages that Kafka does not have yet.</param>
internal sealed record Ledger(long Orders, long Confirmed, long Messages, long Reserved, long Waiting)
{
    internal static async Task<Ledger> ReadAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            select (select count(*) from orders),
                   (select count(*) from orders where status = 'confirmed'),
                   (select count(*) from inbox),
                   (select coalesce(sum(pieces), 0)::bigint from reserved_stock),
                   (select count(*) from outbox)
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        return new Ledger(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4));
    }

    /// <summary>Waits until every order is confirmed and nothing is left to send.</summary>
    internal static async Task<Ledger> SettledAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var ledger = await ReadAsync(database, cancellation);
            if (ledger.Confirmed == ledger.Orders && ledger.Waiting == 0)
                return ledger;
            await looks.WaitForNextTickAsync(cancellation);
        }
    }

    public static Ledger operator -(Ledger after, Ledger before) => new(
        after.Orders - before.Orders,
        after.Confirmed - before.Confirmed,
        after.Messages - before.Messages,
        after.Reserved - before.Reserved,
        after.Waiting - before.Waiting);
}
