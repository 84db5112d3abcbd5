using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Manifests;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>The environment of a service: plain values in the task's definition, and whatever holds a secret in Secrets Manager.</summary>
internal sealed class EnvironmentWriter(Deployment deployment, ServiceNode service)
{
    internal TaskEnvironment Write()
    {
        var environment = new TaskEnvironment();
        foreach (var (name, text) in service.Source.Environment)
        {
            if (IsHttpsInside(text))
            {
                deployment.Notes.Remark($"{service.Name}: {name} is left out, as services speak HTTP to each other here and TLS ends at the load balancer.");
                continue;
            }
            var value = deployment.Texts.Resolve(text, service);
            if (value.HasSecret)
                environment.AddSecret(name, deployment.Secrets.Of(value, SecretName(text, name), $"{name} of {service.Name}"));
            else
                environment.Add(name, value);
        }
        if (environment.SecretNames.Count > 0)
        {
            if (!deployment.Template.HasParameter(TaskWriter.Revision))
                deployment.Template.Parameter(TaskWriter.Revision, TaskWriter.RevisionParameter());
            environment.AddRevision();
        }
        return environment;
    }

    /// <summary>The HTTPS address of a service that has an HTTP address as well, of which the caller is told in another variable.</summary>
    private bool IsHttpsInside(Expression text) =>
        text.Single is { Path: ["bindings", var binding, "url"] } reference
        && deployment.Graph.Service(reference.Resource)?.PortOf(binding) is { } port
        && port.Bindings.First(one => one.Name == binding).Scheme == "https"
        && port.Bindings.Any(one => one.Scheme == "http");

    private string SecretName(Expression text, string variable) =>
        text.Single is { Path: ["connectionString"] } connection ? $"{LogicalId.Of(connection.Resource)}ConnectionString" : $"{service.Id}{LogicalId.Of(variable)}";
}

/// <summary>The variables of a task.</summary>
internal sealed class TaskEnvironment
{
    private readonly List<(string Name, Func<JsonNode> Value)> _plain = [];
    private readonly List<(string Name, string Secret)> _secrets = [];

    /// <summary>The logical ids, by Ref the ARNs, of the secrets that the task reads: each once.</summary>
    internal IReadOnlyCollection<string> SecretNames => [.. _secrets.Select(secret => secret.Secret).Distinct()];

    internal void Add(string name, ResolvedText value) => _plain.Add((name, value.ToNode));

    internal void AddSecret(string name, string secret) => _secrets.Add((name, secret));

    internal void AddRevision() => _plain.Add((TaskWriter.RevisionEntry().Name, () => TaskWriter.RevisionEntry().Value));

    internal JsonArray Plain() => Cfn.List(_plain.Select(pair => (JsonNode?)Cfn.NameValue(pair.Name, pair.Value())));

    internal JsonArray Secrets() => Cfn.List(_secrets.Select(pair => (JsonNode?)new JsonObject { ["Name"] = pair.Name, ["ValueFrom"] = Cfn.Ref(pair.Secret) }));
}
