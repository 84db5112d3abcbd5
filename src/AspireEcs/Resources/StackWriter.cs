using AspireEcs.Graph;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>Writes the template of a system: a concern after the other.</summary>
internal static class StackWriter
{
    /// <exception cref="RefusedException">Something in the manifest cannot be deployed.</exception>
    internal static SynthesizedStack Write(SystemGraph graph)
    {
        var template = new TemplateBuilder($"{graph.Settings.Stack}: {graph.Services.Count} services on ECS Fargate, made by aspire-ecs from an Aspire manifest.");
        var notes = new TemplateNotes();
        var parameters = new ParameterValues(graph, template, notes);
        var stores = new StoreValues(graph, parameters);
        var deployment = new Deployment(
            graph, template, new NetworkWriter(graph, template).Write(), new TextResolver(graph, parameters, stores), stores, new ComposedSecrets(template), notes);

        ObservabilityWriter.WriteTopic(deployment);
        foreach (var store in graph.Stores)
            Write(store, deployment);
        if (graph.Services.Count > 0)
            ClusterWriter.Write(deployment);
        foreach (var service in graph.Services)
            new ServiceWriter(deployment, service).Write();
        EdgeWriter.Write(deployment);
        DashboardWriter.Write(deployment);
        notes.WriteTo(template);
        return new SynthesizedStack(graph, template.ToJson(), notes.Remarks);
    }

    private static void Write(StoreNode store, Deployment deployment)
    {
        StoreRemarks.Write(store, deployment);
        switch (store)
        {
            case { IsProvisioned: false }:
                ExistingStoreWriter.Write(store, deployment);
                break;
            case { Kind: BackingKind.Redis }:
                CacheWriter.Write(store, deployment);
                break;
            case { Kind: BackingKind.Postgres }:
                DatabaseWriter.Write(store, deployment);
                break;
            default:
                BrokerWriter.Write(store, deployment);
                break;
        }
    }
}

/// <summary>A template, and what it was made of.</summary>
/// <param name="Graph">The system.</param>
/// <param name="Json">The template's text.</param>
/// <param name="Remarks">Sentences for whoever deploys: what is not as one might expect.</param>
internal sealed record SynthesizedStack(SystemGraph Graph, string Json, IReadOnlyList<string> Remarks);
