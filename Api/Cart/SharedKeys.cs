using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using StackExchange.Redis;

namespace Api.Cart;

/// <summary>
/// Makes the keys that protect session cookies, one replica for all: two replicas that start together and each make their
/// own would not understand each other's cookies.
/// </summary>
internal sealed class SharedKeys(
    IConnectionMultiplexer redis, IKeyManager manager, IDataProtectionProvider protection, TimeProvider time, ILogger<SharedKeys> logger) : BackgroundService
{
    /// <summary>Of one key.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>How long before its end a key gets its successor, so that every replica has read it by then.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(7);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(6);
    private static readonly TimeSpan LockLifetime = TimeSpan.FromSeconds(10);
    private static readonly RedisKey Lock = "data-protection-lock";

    /// <summary>Whether this replica can read and write cookies.</summary>
    public bool AreLoaded { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(BetweenLooks, time);
        do
        {
            await Patience.For("share the keys of sessions", logger)
                .ExecuteAsync(async cancellation => await EnsureAsync(cancellation), stoppingToken);
        }
        while (await looks.WaitForNextTickAsync(stoppingToken));
    }

    private async Task EnsureAsync(CancellationToken cancellation)
    {
        RedisValue owner = Guid.NewGuid().ToString();
        var database = redis.GetDatabase();
        if (!await database.LockTakeAsync(Lock, owner, LockLifetime).WaitAsync(cancellation))
            throw new TimeoutException("Another replica is about to make them.");

        try
        {
            var lastEnd = manager.GetAllKeys().Where(key => !key.IsRevoked).Select(key => key.ExpirationDate).DefaultIfEmpty().Max();
            var now = time.GetUtcNow();
            if (lastEnd < now + Overlap)
                manager.CreateNewKey(activationDate: lastEnd > now ? lastEnd : now, expirationDate: now + Overlap + Lifetime);
        }
        finally
        {
            await database.LockReleaseAsync(Lock, owner);
        }

        protection.CreateProtector("probe").Protect([]);
        AreLoaded = true;
    }
}
