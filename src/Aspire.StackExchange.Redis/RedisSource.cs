namespace Aspire.StackExchange.Redis;

/// <summary>
/// The setting that says where a client's server is, so that an error can name what to change. Its value is never kept
/// here.
/// </summary>
/// <param name="Setting">The name of the setting.</param>
/// <param name="Prefix">The prefix of the settings, <c>CACHE</c>, where each stands for one property; otherwise null.</param>
internal sealed record RedisSource(string Setting, string? Prefix = null)
{
    internal string Address => Prefix is null ? $"host and port in '{Setting}'" : $"'{Prefix}_HOST' and '{Prefix}_PORT'";

    internal string Password => Prefix is null ? $"the password in '{Setting}'" : $"'{Prefix}_PASSWORD'";

    internal string UserAndPassword => Prefix is null
        ? $"user and password in '{Setting}'"
        : $"'{Prefix}_USERNAME' and '{Prefix}_PASSWORD'";

    internal string TurnOnTls => Prefix is null
        ? $"Add ssl=true to '{Setting}', or write it as rediss://…"
        : $"Set '{Prefix}_SSL' to true";

    internal string TurnOffTls => Prefix is null
        ? $"take ssl=true out of '{Setting}', or write redis:// there"
        : $"set '{Prefix}_SSL' to false";
}
