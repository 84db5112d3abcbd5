using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace Api.Cart;

/// <summary>
/// The keys of data protection in Redis, where all replicas find them. ASP.NET's own store for Redis keeps them for ever;
/// here they end, like everything else in Redis, long after the last of them was of use.
/// </summary>
internal sealed class SharedKeyStore(IConnectionMultiplexer redis) : IXmlRepository
{
    private static readonly RedisKey Key = "data-protection-keys";
    private static readonly TimeSpan Lifetime = SharedKeys.Lifetime * 2;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. redis.GetDatabase().ListRange(Key).Select(element => XElement.Parse(element!))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var both = redis.GetDatabase().CreateTransaction();
        _ = both.ListRightPushAsync(Key, element.ToString(SaveOptions.DisableFormatting));
        _ = both.KeyExpireAsync(Key, Lifetime);
        both.Execute();
    }
}
