using Npgsql;

namespace Api.Messaging.Outbox;

/// <summary>The messages in PostgreSQL that Kafka does not have yet.</summary>
internal sealed class OutboxStore(NpgsqlDataSource database)
{
    /// <summary>
    /// The oldest messages that no other replica holds, and of each order only its first: the next one goes out when
    /// Kafka has that, so neither two replicas nor a message that fails can change the order of what happened.
    /// </summary>
    private const string Take = """
        delete from outbox where position = any(array(
            select position from outbox waiting
            where not exists (
                select from outbox earlier
                where earlier.order_id = waiting.order_id and earlier.position < waiting.position)
            order by position limit $1
            for update skip locked))
        returning position, message_id, order_id, type, payload, trace_parent
        """;

    /// <summary>
    /// Takes messages out and hands them to <paramref name="publish"/>, in one transaction: if that fails or the process
    /// dies, they are in the outbox as before, and are published again.
    /// </summary>
    /// <param name="most">How many messages at most.</param>
    /// <param name="publish">Completes when Kafka has all of them.</param>
    /// <param name="stopping">Nothing new is begun; what was taken is finished.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> DrainAsync(int most, Func<IReadOnlyList<OutboxMessage>, Task> publish, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);

        var messages = await TakeAsync(connection, most, stopping);
        if (messages.Count == 0)
            return 0;

        await publish(messages);
        await transaction.CommitAsync(CancellationToken.None);
        return messages.Count;
    }

    private static async Task<List<OutboxMessage>> TakeAsync(NpgsqlConnection connection, int most, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = most } } };
        await using var rows = await command.ExecuteReaderAsync(stopping);
        var messages = new List<(long Position, OutboxMessage Message)>();
        while (await rows.ReadAsync(stopping))
        {
            messages.Add((rows.GetInt64(0), new OutboxMessage(
                Id: rows.GetGuid(1),
                OrderId: rows.GetGuid(2),
                Type: rows.GetString(3),
                Payload: rows.GetString(4),
                TraceParent: await rows.IsDBNullAsync(5, stopping) ? null : rows.GetString(5))));
        }

        return [.. messages.OrderBy(taken => taken.Position).Select(taken => taken.Message)];
    }
}
