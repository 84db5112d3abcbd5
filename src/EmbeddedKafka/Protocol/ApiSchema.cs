namespace EmbeddedKafka.Protocol;

/// <summary>Which versions of an API are spoken, and from which of them on the flexible encoding (KIP-482) is used.</summary>
/// <param name="FlexibleFrom">The first flexible version; <see cref="Never"/> where there is none.</param>
internal sealed record ApiSchema(ApiKey Key, short Oldest, short Newest, short FlexibleFrom)
{
    public const short Never = short.MaxValue;

    public bool Supports(short version) => version >= Oldest && version <= Newest;

    public bool IsFlexible(short version) => version >= FlexibleFrom;

    /// <summary>
    /// The answer to ApiVersions always has the plain header: a client that asks for it does not know yet what the broker speaks.
    /// </summary>
    public bool HasFlexibleResponseHeader(short version) => IsFlexible(version) && Key != ApiKey.ApiVersions;
}
