using System.Text.Json;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Stack;
using AspireEcs.Templates;

namespace AspireEcs.Rehearsal.Servers;

/// <summary>redis-server in ElastiCache's place: TLS alone where the template asks for it, its users with their rights, its parameters.</summary>
internal static class RedisServer
{
    // Those of ElastiCache's parameters that a redis-server takes as they are.
    private static readonly string[] Shared = ["maxmemory-policy", "slowlog-log-slower-than", "slowlog-max-len", "timeout", "notify-keyspace-events"];

    internal static async Task<RunningProgram> StartAsync(ServerContext context, CancellationToken cancel)
    {
        var rights = Path.Combine(context.Folder, "users.acl");
        PrivateFile.Write(rights, string.Join('\n', await UsersAsync(context, cancel)) + "\n");
        var (port, tls) = UsesTls(context) ? ("0", $"{context.Store.Port}") : ($"{context.Store.Port}", "0");
        string[] lines =
        [
            $"bind {context.Address}", $"port {port}", $"tls-port {tls}", "tls-auth-clients no",
            $"tls-cert-file {context.Certificate.Certificate}", $"tls-key-file {context.Certificate.Key}", $"tls-ca-cert-file {context.Certificate.Authority}",
            $"aclfile {rights}", $"dir {context.Folder}", "save \"\"", .. Parameters(context),
        ];
        var configuration = Path.Combine(context.Folder, "redis.conf");
        await File.WriteAllLinesAsync(configuration, lines, cancel);
        return await context.StartAsync(InstalledProgram.Redis(), [configuration], cancel);
    }

    private static bool UsesTls(ServerContext context) =>
        !context.Store.IsProvisioned || Group(context).TryGetProperty("TransitEncryptionEnabled", out var tls) && tls.ToString() is "True" or "true";

    private static JsonElement Group(ServerContext context) => context.Stack.Template.Resources[context.Store.Id].Properties;

    private static IEnumerable<string> Parameters(ServerContext context)
    {
        if (!context.Store.IsProvisioned || !context.Stack.Template.Resources.TryGetValue($"{context.Store.Id}Parameters", out var group) || !group.Properties.TryGetProperty("Properties", out var parameters))
            return [];
        return parameters.EnumerateObject().Where(parameter => Shared.Contains(parameter.Name)).Select(parameter => $"{parameter.Name} {parameter.Value}");
    }

    private static async Task<IReadOnlyList<string>> UsersAsync(ServerContext context, CancellationToken cancel)
    {
        if (!context.Store.IsProvisioned)
            return Existing(context);
        var users = new List<string>();
        foreach (var user in Referenced(context, Group(context), "UserGroupIds").SelectMany(group => Referenced(context, group.Properties, "UserIds")))
        {
            var properties = user.Properties;
            var passwords = properties.TryGetProperty("AuthenticationMode", out var mode) && mode.TryGetProperty("Passwords", out var list) ? list.EnumerateArray().ToArray() : [];
            var name = await context.Stack.Values.TextAsync(properties.GetProperty("UserName"), cancel);
            var allowed = await context.Stack.Values.TextAsync(properties.GetProperty("AccessString"), cancel);
            var secrets = new List<string>();
            foreach (var password in passwords)
                secrets.Add($" >{await context.Stack.Values.TextAsync(password, cancel)}");
            users.Add($"user {name} {allowed}{(secrets.Count == 0 ? " nopass" : string.Concat(secrets))}");
        }
        return users.Count > 0 ? users : ["user default on nopass ~* &* +@all"];   // ElastiCache without a group of users asks nobody
    }

    private static string[] Existing(ServerContext context)
    {
        if (context.Store.Container is null)
            return ["user default off", $"user {SecretValues.User} on ~* &* +@all >{context.Secrets.PasswordOf(context.Store)}"];
        return context.Store.PasswordParameter is { } name
            ? [$"user default on ~* &* +@all >{context.Secrets.Of(name)}"]
            : ["user default on nopass ~* &* +@all"];
    }

    private static IEnumerable<TemplateResource> Referenced(ServerContext context, JsonElement properties, string list) =>
        properties.TryGetProperty(list, out var references)
            ? TemplateReference.In(references).Select(reference => context.Stack.Template.Resources.GetValueOrDefault(reference.Target)).OfType<TemplateResource>()
            : [];
}
