using Npgsql;

namespace Api.Messaging.Confirmation;

/// <summary>What an announcement brings about in PostgreSQL.</summary>
internal sealed class ConfirmationStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>
    /// One statement, thus one transaction: a message is in the inbox if and only if it had its effect. What two replicas
    /// write at once they write in the same order, so that neither waits for the other in a circle.
    /// </summary>
    private const string Confirm = """
        with announced as (
            select distinct message_id, order_id from unnest($1::uuid[], $2::uuid[]) as message (message_id, order_id)),
        known as (
            select message_id, order_id from announced where exists (select from orders where id = order_id)),
        fresh as (
            insert into inbox (message_id, received_at) select message_id, $3 from known order by message_id
            on conflict do nothing
            returning message_id),
        placed as (
            select order_id from known join fresh using (message_id)),
        confirmed as (
            update orders set status = 'confirmed', confirmed_at = $3 from placed where id = placed.order_id),
        reserved as (
            insert into reserved_stock (product_id, pieces)
            select product_id, sum(quantity) from placed join order_lines using (order_id) group by product_id order by product_id
            on conflict (product_id) do update set pieces = reserved_stock.pieces + excluded.pieces)
        select message_id, message_id in (select message_id from fresh) from announced
        where message_id not in (select message_id from known) or message_id in (select message_id from fresh)
        """;

    /// <summary>Confirms the announced orders and reserves their pieces, once for each message however often it comes.</summary>
    /// <returns>The messages that had an effect now, and those whose order does not exist: they are as if never read.</returns>
    public async Task<(IReadOnlySet<Guid> Confirmed, IReadOnlySet<Guid> Unknown)> ConfirmAsync(
        IReadOnlyList<Announcement> announcements, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Confirm);
        command.Parameters.Add(new() { Value = announcements.Select(announcement => announcement.MessageId).ToArray() });
        command.Parameters.Add(new() { Value = announcements.Select(announcement => announcement.OrderId).ToArray() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });

        await using var rows = await command.ExecuteReaderAsync(cancellation);
        HashSet<Guid> confirmed = [], unknown = [];
        while (await rows.ReadAsync(cancellation))
            (rows.GetBoolean(1) ? confirmed : unknown).Add(rows.GetGuid(0));
        return (confirmed, unknown);
    }
}
