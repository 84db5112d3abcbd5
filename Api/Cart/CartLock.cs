using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Api.Cart;

/// <summary>
/// Changes of one cart come one after the other, whichever replica makes them: a session is read and written as a whole,
/// so that the later of two changes at once would undo the other.
/// </summary>
internal sealed class CartLock(IConnectionMultiplexer redis)
{
    /// <summary>Longer than a change may take; a replica that dies with the lock holds it no longer.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">Others change this cart without an end.</exception>
    public async Task<T> WhileHeldAsync<T>(HttpRequest request, Func<Task<T>> change, CancellationToken cancellation)
    {
        if (request.Cookies[CartFeature.Cookie] is not { } cookie)
            return await change();   // a new session, which nobody else knows

        RedisKey key = $"cart-lock:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)))}";
        RedisValue owner = Guid.NewGuid().ToString();
        await TakeAsync(key, owner, cancellation);
        try
        {
            return await change();
        }
        finally
        {
            await redis.GetDatabase().LockReleaseAsync(key, owner, CommandFlags.FireAndForget);
        }
    }

    private async Task TakeAsync(RedisKey key, RedisValue owner, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var tries = new PeriodicTimer(BetweenTries);
        try
        {
            while (!await redis.GetDatabase().LockTakeAsync(key, owner, Lifetime))
                await tries.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The cart is being changed by other requests.");
        }
    }
}
