using System.Text;

namespace AspireEcs.Plans;

/// <summary>Draws the edges that security groups leave open, as Mermaid: GitHub and most editors show it as a picture.</summary>
internal static class MermaidPicture
{
    /// <summary>A flow chart of the edges; one that only one end opens is dashed.</summary>
    internal static string Draw(DeploymentPlan plan)
    {
        var picture = new StringBuilder("flowchart LR\n");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var end in plan.Edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct(StringComparer.Ordinal))
        {
            names[end] = $"n{names.Count}";
            picture.Append("  ").Append(names[end]).Append("[\"").Append(end.Replace("\"", "#quot;", StringComparison.Ordinal)).Append("\"]\n");
        }
        foreach (var edge in plan.Edges)
        {
            var missing = edge.Missing(plan.Wanted.Template);
            picture.Append("  ").Append(names[edge.From]).Append(missing is null ? " -->|\"" : " -.->|\"").Append(edge.Ports);
            if (missing is not null)
                picture.Append(", no ").Append(missing);
            picture.Append("\"| ").Append(names[edge.To]).Append('\n');
        }
        return picture.ToString();
    }
}
