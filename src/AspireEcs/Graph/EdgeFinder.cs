using AspireEcs.Manifests;

namespace AspireEcs.Graph;

/// <summary>Finds whom a service calls: whoever's address or connection string its environment and arguments hold.</summary>
internal sealed class EdgeFinder(ServiceNode caller, Manifest manifest, IReadOnlyList<ServiceNode> services, IReadOnlyList<StoreNode> stores, List<Refusal> refusals)
{
    private readonly List<Edge> _edges = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    internal static IReadOnlyList<Edge> Of(ServiceNode caller, Manifest manifest, IReadOnlyList<ServiceNode> services, IReadOnlyList<StoreNode> stores, List<Refusal> refusals)
    {
        var finder = new EdgeFinder(caller, manifest, services, stores, refusals);
        foreach (var (variable, text) in caller.Source.Environment)
            finder.Follow(text, variable);
        foreach (var argument in caller.Source.Args)
            finder.Follow(argument, "an argument");
        return finder._edges;
    }

    private void Follow(Expression text, string where)
    {
        foreach (var reference in text.References)
            Follow(reference, where);
    }

    private void Follow(Expression.Reference reference, string where)
    {
        if (stores.FirstOrDefault(store => Same(store.Name, reference.Resource)) is { } store)
        {
            if (reference.Path is not ["value"] || store.Container is null)
                Add(store, store.Port);
        }
        else if (services.FirstOrDefault(service => Same(service.Name, reference.Resource)) is { } called)
        {
            if (reference.Path is ["connectionString"] && called.Source.ConnectionString is { } connection)
            {
                if (_seen.Add(called.Name))
                    Follow(connection, where);
            }
            else if (!Same(called.Name, caller.Name) && reference.Path is ["bindings", var binding, _])
            {
                if (called.PortOf(binding) is { } port)
                    Add(called, port.Number);
                else
                    Refuse("manifest-binding", where, $"it refers to {{{reference}}}, and '{called.Name}' has no such binding", "Publish the manifest again.");
            }
        }
        else
        {
            switch (manifest.Find(reference.Resource))
            {
                case null when manifest.Refusals.Any(refusal => Same(refusal.Subject, reference.Resource)):
                    break;   // said already
                case null:
                    Refuse("manifest-reference", where, $"it refers to {{{reference}}}, which is not in the manifest", "Publish the manifest again, without leaving the resource out.");
                    break;
                case ValueResource value when _seen.Add(value.Name):
                    Follow(value.Text, where);
                    break;
                case AnnotatedTextResource text when _seen.Add(text.Name):
                    Follow(text.Text, where);
                    break;
            }
        }
    }

    private void Add(Node to, int port)
    {
        if (!_edges.Any(edge => edge.To == to && edge.Port == port))
            _edges.Add(new Edge(caller, to, port));
    }

    private void Refuse(string id, string where, string reason, string remedy) =>
        refusals.Add(new Refusal(id, caller.Name, $"In {where} {reason}.", remedy));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
