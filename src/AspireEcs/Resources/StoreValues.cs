using System.Globalization;
using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Settings;

namespace AspireEcs.Resources;

/// <summary>What services get told of a server: its address, its user, its connection string.</summary>
internal sealed class StoreValues(SystemGraph graph, ParameterValues parameters)
{
    /// <summary>The connection string, with TLS; null where the manifest's own text holds.</summary>
    internal ResolvedText? ConnectionString(StoreNode store) => store switch
    {
        { Kind: BackingKind.Kafka, IsProvisioned: true } => ResolvedText.GetAtt(Brokers(store), "Brokers"),
        { IsProvisioned: true, Kind: BackingKind.Redis } => Redis(store),
        { IsProvisioned: true, Kind: BackingKind.Postgres } => Postgres(store),
        { Kind: BackingKind.Kafka } => Host(store) + ResolvedText.Literal($":{store.Port}"),
        { Container: null } => parameters.ConnectionString(store),
        _ => null,
    };

    /// <summary>A part of the address; null if there is no such part.</summary>
    internal static ResolvedText? Binding(StoreNode store, string binding, string property, string reader)
    {
        if (store is { Kind: BackingKind.Redis, IsProvisioned: true, PasswordParameter: null } && property is "url" or "scheme")
            throw new RefusedException("redis-no-password", reader, $"It makes an address of '{store.Name}' without a password, and ElastiCache wants one.", $"Give it a password (AddRedis(\"{store.Name}\", password: ...)), or use the connection string.");
        var port = ResolvedText.Literal(store.Port.ToString(CultureInfo.InvariantCulture));
        return property switch
        {
            "host" => Host(store),
            "port" or "targetPort" => port,
            "scheme" => ResolvedText.Literal(Scheme(store, binding)),
            "url" => ResolvedText.Literal($"{Scheme(store, binding)}://") + Host(store) + ResolvedText.Literal(":") + port,
            _ => null,
        };
    }

    /// <param name="name">A parameter of the manifest, which is known to be there.</param>
    internal ResolvedText Parameter(string name) => parameters.Of((ParameterResource)graph.Manifest.Find(name)!);

    internal ResolvedText Password(StoreNode store) =>
        store.PasswordParameter is { } name && graph.Manifest.Find(name) is ParameterResource
            ? Parameter(name)
            : parameters.Generated($"{store.Id}Password", $"The password of {store.Name} of {graph.Settings.Stack}");

    /// <summary>A server that the manifest declares is asked for by password alone, which is Redis's user <c>default</c>.</summary>
    internal static string RedisUser(StoreNode store) => store.Container is null ? "app" : "default";

    internal ResolvedText PostgresUser(StoreNode store) =>
        store.UserParameter is { } name && graph.Manifest.Find(name) is ParameterResource
            ? Parameter(name)
            : ResolvedText.Literal(store.Provision.User ?? (store.Container is null ? "app" : "postgres"));

    /// <summary>The resource that knows the addresses of MSK's brokers.</summary>
    internal static string Brokers(StoreNode store) => $"{store.Id}Brokers";

    private static ResolvedText Host(StoreNode store) => store switch
    {
        { Backing.Existing.Host: { } host } => ResolvedText.Literal(host),
        { Kind: BackingKind.Redis } => ResolvedText.GetAtt(store.Id, "PrimaryEndPoint.Address"),
        { Kind: BackingKind.Postgres } => ResolvedText.GetAtt(store.Id, "Endpoint.Address"),
        _ => ResolvedText.GetAtt(Brokers(store), "Host"),
    };

    private static string Scheme(StoreNode store, string binding) => store is { Kind: BackingKind.Redis, IsProvisioned: true }
        ? "rediss"
        : store.Container?.Bindings.FirstOrDefault(one => one.Name == binding)?.Scheme ?? "tcp";

    // Without abortConnect=false a client that starts while a node is replaced would give up for ever.
    private ResolvedText Redis(StoreNode store) =>
        Host(store) + ResolvedText.Literal($":{store.Port},ssl=true,abortConnect=false,user={RedisUser(store)},password=") + Password(store);

    private ResolvedText Postgres(StoreNode store)
    {
        var database = store.Container is null ? $"Database={Databases.Of(graph, store).First};" : "";
        var tls = store.Provision.RootCertificate is { } file ? $"SSL Mode=VerifyFull;Root Certificate={file}" : "SSL Mode=Require";
        return ResolvedText.Literal("Host=") + Host(store) + ResolvedText.Literal($";Port={store.Port};{database}Username=") + PostgresUser(store)
            + ResolvedText.Literal(";Password=") + Password(store) + ResolvedText.Literal($";{tls}");
    }
}
