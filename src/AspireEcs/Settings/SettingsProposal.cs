using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Manifests;

namespace AspireEcs.Settings;

/// <summary>Settings for a manifest that has none, to be read and corrected.</summary>
internal static class SettingsProposal
{
    private static readonly (string[] Words, BackingKind Kind)[] Hints =
    [
        (["redis", "cache", "session", "valkey", "garnet"], BackingKind.Redis),
        (["kafka", "messag", "broker", "event", "stream"], BackingKind.Kafka),
        (["postgres", "db", "database", "sql", "pg"], BackingKind.Postgres),
    ];

    /// <summary>What an editor completes and checks the settings by.</summary>
    internal const string SchemaFile = "aspire-ecs.schema.json";

    internal static string Schema()
    {
        using var reader = new StreamReader(typeof(SettingsProposal).Assembly.GetManifestResourceStream($"AspireEcs.Settings.{SchemaFile}")!);
        return reader.ReadToEnd();
    }

    internal static string For(Manifest manifest)
    {
        var resources = new JsonObject();
        foreach (var name in manifest.Resources.OfType<ParameterResource>().Where(parameter => parameter.IsConnectionString).Select(parameter => parameter.Name))
            resources[name] = Backing(name, Guess(name));
        foreach (var broker in manifest.Resources.OfType<ComputeResource>().Where(container => ImageKind.Of(container) == BackingKind.Kafka))
            resources[broker.Name] = Backing(broker.Name, BackingKind.Kafka);
        var proposal = new JsonObject
        {
            ["$schema"] = $"./{SchemaFile}",
            ["stack"] = "aspire-app",
            ["region"] = "eu-west-1",
            ["loadBalancer"] = new JsonObject { ["certificate"] = null },
            ["alarms"] = new JsonObject { ["emails"] = new JsonArray() },
            ["resources"] = resources,
        };
        return proposal.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static BackingKind Guess(string name) =>
        Hints.FirstOrDefault(hint => hint.Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))) is { Words: not null } found ? found.Kind : BackingKind.Other;

    private static JsonObject Backing(string name, BackingKind kind) => kind switch
    {
        BackingKind.Redis or BackingKind.Postgres => new JsonObject { ["kind"] = kind.ToString().ToLowerInvariant(), ["provision"] = new JsonObject() },
        _ => new JsonObject
        {
            ["kind"] = kind.ToString().ToLowerInvariant(),
            ["existing"] = new JsonObject
            {
                ["host"] = $"the host of {name}",
                ["port"] = kind == BackingKind.Kafka ? 9092 : 443,
                ["privateLink"] = "the service name of its PrivateLink endpoint; or securityGroup, or cidr of a peered network",
            },
        },
    };
}
