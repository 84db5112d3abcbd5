namespace EmbeddedKafka.Server;

/// <summary>Where the broker listens, and the address under which clients that come in there find it again.</summary>
/// <param name="Name">Tells several listeners apart.</param>
/// <param name="Advertised">Null: the address that is listened at.</param>
internal sealed record ListenerEndpoint(string Name, HostPort Address, HostPort? Advertised);

internal sealed record HostPort(string Host, int Port)
{
    /// <summary>At all addresses of the machine, which none of them is.</summary>
    public bool IsEverywhere => Host is "0.0.0.0" or "::";

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
