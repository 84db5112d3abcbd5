using AspireEcs.Graph;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What every concern writes with.</summary>
internal sealed record Deployment(SystemGraph Graph, TemplateBuilder Template, Network Network, TextResolver Texts, StoreValues Stores, ComposedSecrets Secrets, TemplateNotes Notes)
{
    internal EcsSettings Settings => Graph.Settings;
}
