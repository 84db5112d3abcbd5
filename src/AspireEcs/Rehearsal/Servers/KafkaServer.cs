using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Rehearsal.Programs;

namespace AspireEcs.Rehearsal.Servers;

/// <summary>The embedded broker in Confluent Cloud's place: TLS and SASL/PLAIN as the services are told to speak, with the key and the secret that a user would have given.</summary>
internal static class KafkaServer
{
    private const string Program = "EmbeddedKafka.dll";

    internal static async Task<RunningProgram> StartAsync(ServerContext context, IEnumerable<ServiceNode> clients, CancellationToken cancel)
    {
        var settings = clients.Where(client => IsMentioned(client, context.Store)).SelectMany(client => client.Source.Environment).ToArray();
        List<string> arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "kafka", Program),
            "--listen", $"{context.Address}:{context.Store.Port}", "--advertise", $"{context.Stack.HostOf(context.Store)}:{context.Store.Port}", "--data", Path.Combine(context.Folder, "data"),
        ];
        if (settings.Any(setting => IsNamed(setting.Key, "SecurityProtocol") && setting.Value.Text.Contains("ssl", StringComparison.OrdinalIgnoreCase)))
            arguments.AddRange(["--tls-certificate", context.Certificate.Certificate, "--tls-key", context.Certificate.Key]);
        if (Accounts(settings, context).Distinct().ToArray() is { Length: > 0 } accounts)
        {
            var users = Path.Combine(context.Folder, "users");
            PrivateFile.Write(users, string.Join('\n', accounts) + "\n");
            arguments.AddRange(["--users", users]);
        }
        return await context.StartAsync(DotNet.Path, arguments, cancel);
    }

    /// <summary>The pairs of <c>…SaslUsername</c> and <c>…SaslPassword</c> in what the manifest gives the services.</summary>
    private static IEnumerable<string> Accounts(IReadOnlyList<KeyValuePair<string, Expression>> settings, ServerContext context)
    {
        foreach (var (name, user) in settings.Where(setting => IsNamed(setting.Key, "SaslUsername")))
        {
            var other = Letters(name)[..^"SaslUsername".Length] + "SaslPassword";
            if (settings.FirstOrDefault(setting => Letters(setting.Key).Equals(other, StringComparison.OrdinalIgnoreCase)) is { Value: { } password })
                yield return $"{ValueOf(user, context)}:{ValueOf(password, context)}";
        }
    }

    private static string ValueOf(Expression text, ServerContext context) =>
        text.Single is { Path: ["value"] } reference ? context.Secrets.Of(reference.Resource) : text.Text;

    private static bool IsMentioned(ServiceNode client, StoreNode store) =>
        client.Source.Environment.Any(setting => setting.Value.References.Any(reference => reference.Resource.Equals(store.Name, StringComparison.OrdinalIgnoreCase)));

    private static bool IsNamed(string variable, string setting) => Letters(variable).EndsWith(setting, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>SASL_USERNAME</c>, <c>sasl.username</c> and <c>SaslUsername</c> are one setting.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));
}
