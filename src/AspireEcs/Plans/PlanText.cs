using System.Globalization;
using AspireEcs.Prices;
using AspireEcs.Schema;
using Spectre.Console;

namespace AspireEcs.Plans;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    internal static void Write(DeploymentPlan plan, IAnsiConsole console)
    {
        Changes(plan, console);
        Edges(plan, console);
        Cost(plan, console);
        foreach (var refusal in plan.Refusals)
            console.MarkupLineInterpolated($"[red]Refused:[/] {refusal.Reason}");
        if (plan.TooDear is { } tooDear)
            console.MarkupLineInterpolated($"[red]Too dear:[/] {tooDear}");
    }

    private static void Changes(DeploymentPlan plan, IAnsiConsole console)
    {
        if (plan.Changes.Count == 0)
        {
            console.WriteLine("Nothing changes.");
            return;
        }
        foreach (var change in plan.Changes)
        {
            var (sign, colour, what) = Said(change.Action);
            console.MarkupLineInterpolated($"[{colour}]{sign}[/] {change.LogicalId} [grey]{change.Type}[/]{what}{(change.Holds is { } holds && change.Action != PlanAction.Change ? $", which holds {holds}" : "")}");
            foreach (var property in change.Properties)
                console.MarkupLineInterpolated($"    {property.Path}: {Difference(property)}{Effect(property)}");
        }
        var counts = plan.Changes.CountBy(change => change.Action).ToDictionary();
        console.WriteLine(FormattableString.Invariant(
            $"{counts.GetValueOrDefault(PlanAction.Create)} to create, {counts.GetValueOrDefault(PlanAction.Change)} to change, {counts.GetValueOrDefault(PlanAction.Replace) + counts.GetValueOrDefault(PlanAction.PerhapsReplace)} to replace, {counts.GetValueOrDefault(PlanAction.Delete)} to delete."));
        console.WriteLine();
    }

    private static (string Sign, string Colour, string What) Said(PlanAction action) => action switch
    {
        PlanAction.Create => ("+", "green", ""),
        PlanAction.Change => ("~", "yellow", ""),
        PlanAction.PerhapsReplace => ("±", "red", " is perhaps replaced"),
        PlanAction.Replace => ("±", "red", " is replaced"),
        _ => ("-", "red", " is deleted"),
    };

    private static string Difference(PropertyChange property) => property switch
    {
        { Cause: { } cause } => cause,
        { Before: null } => $"+ {property.After}",
        { After: null } => $"- {property.Before}",
        _ => $"{property.Before} -> {property.After}",
    };

    private static string Effect(PropertyChange property) => property.Replacement switch
    {
        Replacement.Always => " (replaces)",
        Replacement.Perhaps => " (may replace)",
        _ => "",
    };

    private static void Edges(DeploymentPlan plan, IAnsiConsole console)
    {
        if (plan.Edges.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Simple).AddColumns("From", "To", "Ports", "Rules");
        foreach (var edge in plan.Edges)
        {
            var rules = edge.Missing(plan.Wanted.Template) is { } missing ? $"no {missing}: closed" : string.Join(" and ", new[] { edge.Egress, edge.Ingress }.OfType<string>());
            table.AddRow(Markup.Escape(edge.From), Markup.Escape(edge.To), Markup.Escape(edge.Ports), Markup.Escape(rules));
        }
        console.Write(table);
    }

    private static void Cost(DeploymentPlan plan, IAnsiConsole console)
    {
        var prices = PriceTable.Embedded;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Resource", "A month", "For").AddColumn("On top, by use");
        table.Columns[1].Alignment = Justify.Right;
        foreach (var cost in plan.CostAfter.Resources.Where(cost => cost.Monthly != 0))
            table.AddRow(Markup.Escape(cost.LogicalId), cost.Monthly is { } monthly ? Money(monthly) : "no price", Markup.Escape(cost.Made), Markup.Escape(cost.Usage ?? ""));
        console.Write(table);
        var difference = plan.CostAfter.Monthly - plan.CostBefore.Monthly;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"About {Money(plan.CostAfter.Monthly)} {prices.Currency} a month in {plan.Region}, {Math.Abs(difference):0.00} {(difference < 0 ? "less" : "more")} than now: an estimate from list prices of {prices.Date:yyyy-MM-dd}, without what is charged by use."));
        var unknown = plan.CostAfter.Unknown.Select(cost => cost.LogicalId).ToArray();
        if (unknown.Length > 0)
            console.WriteLine($"Without {string.Join(", ", unknown)}: the table has no price for {(unknown.Length == 1 ? "it" : "them")} there.");
    }

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
