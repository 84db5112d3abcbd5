using AspireEcs.Graph;
using AspireEcs.Manifests;
using static AspireEcs.Manifests.Expression;

namespace AspireEcs.Resources;

/// <summary>Turns texts of the manifest into what CloudFormation can write: every reference is answered or refused.</summary>
internal sealed class TextResolver(SystemGraph graph, ParameterValues parameters, StoreValues stores)
{
    private const int DeepestNesting = 32;

    /// <param name="text">A text of the manifest.</param>
    /// <param name="reader">The service that reads it, for errors.</param>
    internal ResolvedText Resolve(Expression text, ServiceNode reader) => Resolve(text, reader.Name, depth: 0);

    private ResolvedText Resolve(Expression text, string reader, int depth) =>
        depth > DeepestNesting
            ? throw new RefusedException("manifest-cycle", reader, $"'{text}' is made of itself.", "Publish the manifest again.")
            : text.Pieces.Aggregate(ResolvedText.Empty, (before, piece) => before + (piece is Literal literal ? ResolvedText.Literal(literal.Text) : Answer((Reference)piece, reader, depth)));

    private ResolvedText Answer(Reference reference, string reader, int depth)
    {
        if (graph.Store(reference.Resource) is { } store)
            return OfStore(store, reference, reader, depth);
        if (graph.Service(reference.Resource) is { } service)
            return reference.Path is ["connectionString"] && service.Source.ConnectionString is { } connection
                ? Resolve(connection, reader, depth + 1)
                : OfService(service, reference, reader);
        return graph.Manifest.Find(reference.Resource) switch
        {
            ParameterResource parameter => parameters.Of(parameter),
            ValueResource value => Resolve(value.Text, reader, depth + 1),
            AnnotatedTextResource text => OfAnnotated(text, reader, depth),
            _ => throw Unknown(reference, reader),
        };
    }

    private ResolvedText OfStore(StoreNode store, Reference reference, string reader, int depth) => reference.Path switch
    {
        ["connectionString"] or ["value"] when stores.ConnectionString(store) is { } text => text,
        ["connectionString"] when store.Container?.ConnectionString is { } text => Resolve(text, reader, depth + 1),
        ["bindings", var binding, var property] => StoreValues.Binding(store, binding, property, reader) ?? throw Unknown(reference, reader),
        _ => throw Unknown(reference, reader),
    };

    private static ResolvedText OfService(ServiceNode service, Reference reference, string reader)
    {
        if (reference.Path is not ["bindings", var name, var property] || service.PortOf(name) is not { } port)
            throw Unknown(reference, reader);
        var binding = port.Bindings.First(one => one.Name == name);
        if (binding.Scheme == "https" && property is "url" or "scheme")
            throw new RefusedException("manifest-https-inside", reader, $"It refers to {{{reference}}}, and inside the network services speak HTTP: TLS ends at the load balancer.", $"Refer to the http endpoint of '{service.Name}'.");
        return property switch
        {
            "host" => ResolvedText.Literal(service.Name),
            "port" or "targetPort" => ResolvedText.Literal($"{port.Number}"),
            "scheme" => ResolvedText.Literal(binding.Scheme),
            "url" => ResolvedText.Literal($"{binding.Scheme}://{service.Name}:{port.Number}"),
            _ => throw Unknown(reference, reader),
        };
    }

    private ResolvedText OfAnnotated(AnnotatedTextResource text, string reader, int depth)
    {
        if (text.Filter != "uri")
            throw new RefusedException("manifest-filter", text.Name, $"It is rewritten by a filter '{text.Filter}', which is unknown here.", "Refer to the value itself.");
        if (text.Text.Single is { Path: ["value"] } single && graph.Manifest.Find(single.Resource) is ParameterResource parameter)
            return parameters.UriEscaped(text, parameter);
        return Resolve(text.Text, reader, depth + 1).Plain is { } plain
            ? ResolvedText.Literal(Uri.EscapeDataString(plain))
            : throw new RefusedException("manifest-filter", text.Name, "CloudFormation cannot escape a text that it composes.", "Escape its parts one by one.");
    }

    private static RefusedException Unknown(Reference reference, string reader) =>
        new("manifest-reference", reader, $"It refers to {{{reference}}}, which a deployment does not know.", "Refer to a connection string, a value, or the host, port, scheme or url of a binding.");
}
