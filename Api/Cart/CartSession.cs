using System.Text.Json;

namespace Api.Cart;

/// <summary>The cart in the session. Unlike ASP.NET's own use of it, each failure of Redis is told to the caller.</summary>
internal static class CartSession
{
    private const string Key = "cart";

    public static async Task<ShoppingCart> ReadCartAsync(this ISession session, CancellationToken cancellation)
    {
        await session.LoadAsync(cancellation);
        return session.TryGetValue(Key, out var json) ? JsonSerializer.Deserialize(json, ApiJson.Default.ShoppingCart)! : ShoppingCart.Empty;
    }

    /// <summary>Completes when Redis has it: left to the end of the request, a failure would only be logged.</summary>
    public static async Task WriteCartAsync(this ISession session, ShoppingCart cart, CancellationToken cancellation)
    {
        session.Set(Key, JsonSerializer.SerializeToUtf8Bytes(cart, ApiJson.Default.ShoppingCart));
        await session.CommitAsync(cancellation);
    }
}
