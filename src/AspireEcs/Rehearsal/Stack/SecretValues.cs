using System.Security.Cryptography;
using AspireEcs.Graph;
using AspireEcs.Settings;

namespace AspireEcs.Rehearsal.Stack;

/// <summary>The secrets that a deployment would be given by its user: each made up for this rehearsal, so that no real one is needed.</summary>
internal sealed class SecretValues(SystemGraph graph)
{
    internal const string User = "app";

    private const int Bytes = 16;
    private const string ParameterPrefix = "Parameters__";

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyCollection<string> All => _values.Values;

    /// <summary>The environment of the deployment; other than secrets it is the real one.</summary>
    internal string? Environment(string variable) =>
        variable.StartsWith(ParameterPrefix, StringComparison.Ordinal) && IsSecret(variable[ParameterPrefix.Length..])
            ? Of(variable[ParameterPrefix.Length..])
            : System.Environment.GetEnvironmentVariable(variable);

    /// <summary>The value of a secret of the manifest.</summary>
    /// <param name="name">A parameter.</param>
    internal string Of(string name)
    {
        if (graph.Store(name) is { Container: null, IsProvisioned: false } store)
            return ConnectionString(store);
        return Random(name);
    }

    /// <summary>The password of a server that is there, of which a deployment is given a connection string.</summary>
    internal string PasswordOf(StoreNode store) => Random($"{store.Name}/password");

    private bool IsSecret(string name) => graph.Manifest.Find(name) is Manifests.ParameterResource { Secret: true };

    private string Random(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            _values[name] = value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        return value;
    }

    private string ConnectionString(StoreNode store) => store.Kind switch
    {
        BackingKind.Redis => $"{store.Backing.Existing!.Host}:{store.Port},ssl=true,abortConnect=false,user={User},password={PasswordOf(store)}",
        BackingKind.Postgres => $"Host={store.Backing.Existing!.Host};Port={store.Port};Database={User};Username={User};Password={PasswordOf(store)};SSL Mode=Require",
        _ => $"{store.Backing.Existing!.Host}:{store.Port}",
    };
}
