using System.Text.Json.Nodes;
using AspireEcs.Tests.Tools;

namespace AspireEcs.Tests.Manifests;

/// <summary>A manifest that says everything a manifest can say. Whatever is changed in it, the template, a remark or a refusal is another.</summary>
public sealed class EveryPropertyTests
{
    private const string Settings = """
        {
          "resources": {
            "session": { "kind": "redis", "provision": {} },
            "kafka": { "kind": "kafka", "existing": { "host": "kafka.example.com", "port": 9092, "cidr": "172.20.4.0/24" } }
          }
        }
        """;

    private const string Everything = """
        {
          "resources": {
            "title": { "type": "parameter.v0", "value": "{title.inputs.value}", "inputs": { "value": { "type": "string", "secret": false, "default": { "value": "Shop" } } } },
            "key": { "type": "parameter.v0", "value": "{key.inputs.value}", "inputs": { "value": { "type": "string", "secret": true, "default": { "generate": { "minLength": 40, "lower": true, "upper": true, "numeric": true, "minLower": 1, "minUpper": 1, "minNumeric": 1, "minSpecial": 0 } } } } },
            "session": { "type": "parameter.v0", "connectionString": "{session.value}", "value": "{session.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } },
            "search": { "type": "value.v0", "connectionString": "Endpoint=https://search.example.com;Key={key.value}" },
            "note": { "type": "value.v0", "value": "A {title.value}" },
            "escaped": { "type": "annotated.string", "value": "{title.value}", "filter": "uri" },
            "cache": {
              "type": "container.v0",
              "connectionString": "{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={key.value}",
              "image": "docker.io/library/redis:8.6",
              "entrypoint": "/bin/sh",
              "args": ["-c", "redis-server --save 60 1"],
              "env": { "REDIS_PASSWORD": "{key.value}", "REDIS_ARGS": "--loglevel debug" },
              "volumes": [{ "name": "data", "target": "/data", "readOnly": false }],
              "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } }
            },
            "kafka": { "type": "container.v0", "image": "docker.io/confluentinc/confluent-local:8.2.0", "bindings": { "tcp": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "targetPort": 9092 } } },
            "api": {
              "type": "project.v0",
              "path": "Api/Api.csproj",
              "args": ["--title", "{title.value}"],
              "env": { "NOTE": "{note.value}", "ESCAPED": "{escaped.value}", "SEARCH": "{search.connectionString}", "CACHE": "{cache.connectionString}", "SESSION": "{session.connectionString}", "KAFKA": "{kafka.bindings.tcp.url}", "ADMIN": "{web.bindings.admin.url}" },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "port": 8081, "targetPort": 8080, "external": true }, "grpc": { "scheme": "http", "protocol": "tcp", "transport": "http2", "targetPort": 8090 } }
            },
            "web": {
              "type": "container.v1",
              "image": "docker.io/library/nginx:1.27",
              "entrypoint": "/entry.sh",
              "args": ["--quiet"],
              "env": { "API": "{api.bindings.http.url}" },
              "volumes": [{ "name": "pages", "target": "/pages", "readOnly": false }],
              "bindings": { "admin": { "scheme": "tcp", "protocol": "tcp", "transport": "tcp", "port": 7000, "targetPort": 7001 } }
            },
            "built": { "type": "container.v1", "build": { "context": "node", "dockerfile": "node/Dockerfile", "stage": "final", "args": { "A": "b" } } },
            "older": { "type": "dockerfile.v0", "path": "old/Dockerfile", "context": "old", "buildArgs": { "A": "b" }, "args": ["run"], "env": { "B": "c" }, "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 3000 } } }
          }
        }
        """;

    /// <summary>What makes no difference to a template, and why that is not silent.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["api.path"] = "It says what the image is built from.",
        ["built.build.context"] = "It says what the image is built from.",
        ["built.build.dockerfile"] = "It says what the image is built from.",
        ["built.build.stage"] = "It says what the image is built from.",
        ["built.build.args.A"] = "It says what the image is built from.",
        ["older.path"] = "It says what the image is built from.",
        ["older.context"] = "It says what the image is built from.",
        ["older.buildArgs.A"] = "It says what the image is built from.",
        ["key.inputs.value.secret"] = "What is made up is a secret, whatever it says.",
        ["session.inputs.value.secret"] = "A connection string is a secret, whatever it says.",
        ["cache.env.REDIS_ARGS"] = "The remark names the variable alone: values may be secret.",
        ["web.bindings.admin.port"] = "Where others call it; references lead to the port of the task, which Service Connect keeps.",
        ["cache.bindings.tcp.targetPort"] = "The address is that of ElastiCache, and references lead there.",
        ["kafka.bindings.tcp.targetPort"] = "The address is that of the settings, and references lead there.",
        ["cache.bindings.tcp.scheme"] = "The scheme of ElastiCache's address is rediss, whatever it was.",
        ["cache.connectionString"] = "ElastiCache's connection string has TLS and a user, and references give that.",
    };

    public static TheoryData<string> Values => [.. Leaves(Resources(Everything), "")];

    public static TheoryData<string> Objects => [.. Containers(Resources(Everything), "").Where(path => !IsMap(path))];

    [Theory, MemberData(nameof(Values))]
    public void A_value_that_changes_changes_what_is_deployed_or_what_is_said(string path)
    {
        var changed = JsonNode.Parse(Everything)!;
        Change(changed["resources"]!, path.Split('.'));

        var (before, after) = (Outcome(Everything), Outcome(changed.ToJsonString()));

        Assert.False(before.StartsWith("refused", StringComparison.Ordinal), before);
        Assert.Equal(Elsewhere.ContainsKey(path), before == after);
    }

    [Theory, MemberData(nameof(Objects))]
    public void A_property_that_nobody_knows_is_refused_by_name(string path)
    {
        var changed = JsonNode.Parse(Everything)!;
        Find(changed["resources"]!, path.Split('.', StringSplitOptions.RemoveEmptyEntries))["surprise"] = "x";

        Assert.Contains("surprise', which is unknown here and would be lost. Publish it without, or use a newer aspire-ecs.", Outcome(changed.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_nobody_knows_is_refused_by_name()
    {
        var changed = JsonNode.Parse(Everything)!;
        changed["outputs"] = new JsonObject();

        Assert.Contains("'outputs', which is unknown here", Outcome(changed.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_cache_does_not_take_over_from_its_container_is_said_in_a_sentence() =>
        Assert.Contains(
            "cache is a cache of ElastiCache, which does not take over from the manifest: the image docker.io/library/redis:8.6; the command line '/bin/sh -c redis-server --save 60 1'; the variables REDIS_ARGS; the volume data at /data. "
            + "Version, size and what else there is to choose stand in aspire-ecs.json under resources.cache.provision.",
            Written.From(Everything, Settings).Stack.Remarks);

    [Fact]
    public void What_a_server_that_is_there_does_not_take_over_is_said_too() =>
        Assert.Contains(
            "kafka is the server at kafka.example.com, which does not take over from the manifest: the image docker.io/confluentinc/confluent-local:8.2.0. Set it there, if it matters.",
            Written.From(Everything, Settings).Stack.Remarks);

    [Fact]
    public void A_port_that_the_load_balancer_does_not_have_is_said() =>
        Assert.Contains("api: its binding 'http' is external at port 8081, and the load balancer is called at 80.", Written.From(Everything, Settings).Stack.Remarks);

    [Fact]
    public void A_second_external_port_is_said() =>
        Assert.Contains(
            "api: port 8090 ('grpc') is external as well, and can be called from inside alone: the load balancer leads to port 8080.",
            Written.From(Everything.Replace("\"targetPort\": 8090", "\"targetPort\": 8090, \"external\": true", StringComparison.Ordinal), Settings).Stack.Remarks);

    /// <summary>The template with its remarks, or the refusals.</summary>
    private static string Outcome(string manifest)
    {
        try
        {
            return Written.From(manifest, Settings).Stack.Json;
        }
        catch (RefusedException refused)
        {
            return $"refused: {refused.Message}";
        }
    }

    private static JsonNode Resources(string manifest) => JsonNode.Parse(manifest)!["resources"]!;

    private static IEnumerable<string> Leaves(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!, Join(path, member.Key))),
        JsonArray items => items.SelectMany((item, index) => Leaves(item!, Join(path, $"{index}"))),
        _ => [path],
    };

    private static IEnumerable<string> Containers(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Containers(member.Value!, Join(path, member.Key))).Prepend(path),
        JsonArray items => items.SelectMany((item, index) => Containers(item!, Join(path, $"{index}"))),
        _ => [],
    };

    /// <summary>Whether names in there are the user's own.</summary>
    private static bool IsMap(string path) => path.Length == 0 || path.Split('.')[^1] is "env" or "bindings" or "args" or "buildArgs" or "inputs";

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonNode Find(JsonNode node, IEnumerable<string> path) =>
        path.Aggregate(node, (within, name) => within is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : within[name]!);

    private static void Change(JsonNode root, string[] path)
    {
        var leaf = Find(root, path).AsValue();
        JsonNode other = leaf.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.Number => leaf.GetValue<int>() + 1,
            System.Text.Json.JsonValueKind.String => leaf.GetValue<string>() + "x",
            _ => !leaf.GetValue<bool>(),
        };
        leaf.ReplaceWith(other);
    }
}
