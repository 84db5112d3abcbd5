using Npgsql;

namespace Api.Database;

/// <summary>Forgets once an hour what no longer protects from anything.</summary>
internal sealed partial class Housekeeping(
    NpgsqlDataSource database, SchemaUpdate schema, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Twice as long as Kafka keeps a message by default: one that is gone cannot come again.</summary>
    private static readonly TimeSpan InboxMemory = TimeSpan.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await schema.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Patience.For("forget old requests and messages", logger)
                .ExecuteAsync(async cancellation => await ForgetAsync(cancellation), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var requests = await DeleteAsync("delete from idempotency_keys where expires_at <= $1", now, cancellation);
        var messages = await DeleteAsync("delete from inbox where received_at <= $1", now - InboxMemory, cancellation);
        LogForgotten(requests, messages);
    }

    private async Task<int> DeleteAsync(string sql, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = before });
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Debug, "Forgot {Requests} requests and {Messages} messages")]
    private partial void LogForgotten(int requests, int messages);
}
