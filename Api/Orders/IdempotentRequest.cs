using System.Security.Cryptography;
using System.Text.Json;

namespace Api.Orders;

/// <summary>A request that may be sent again, when its sender did not hear the answer.</summary>
/// <param name="Key">What the sender calls it.</param>
/// <param name="Hash">Of what it asks for: the same key for another wish is a mistake.</param>
/// <param name="ExpiresAt">From then on the key is a new one.</param>
internal sealed record IdempotentRequest(string Key, byte[] Hash, DateTimeOffset ExpiresAt)
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "Idempotency-Key";

    public static IdempotentRequest Of(string key, PlaceOrder wish, DateTimeOffset expiresAt) =>
        new(key, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(wish, ApiJson.Default.PlaceOrder)), expiresAt);
}
