using System.Text.Json;

namespace AspireEcs.Prices;

/// <summary>List prices of a date, embedded: an estimate can be made without AWS, and says how old it is.</summary>
internal sealed class PriceTable
{
    private const string Resource = "AspireEcs.Prices.prices.json";

    private static readonly Lazy<PriceTable> Shared = new(Load);

    private readonly Dictionary<string, decimal> _regions;
    private readonly Dictionary<string, decimal> _monthly;

    private PriceTable(JsonElement root)
    {
        Date = DateOnly.ParseExact(root.GetProperty("date").GetString()!, "yyyy-MM-dd");
        Source = root.GetProperty("source").GetString()!;
        Currency = root.GetProperty("currency").GetString()!;
        _regions = Section(root, "regions");
        _monthly = Section(root, "monthly");
        var hours = root.GetProperty("hoursPerMonth").GetDecimal();
        foreach (var (name, hourly) in Section(root, "hourly"))
            _monthly[name] = hourly * hours;
    }

    internal static PriceTable Embedded => Shared.Value;

    internal DateOnly Date { get; }

    internal string Source { get; }

    internal string Currency { get; }

    internal bool Knows(string region) => _regions.ContainsKey(region);

    /// <summary>What one of it costs a month; null where the table does not have it, or not in that region.</summary>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    /// <param name="name">Such as <c>database/db.t4g.medium</c>.</param>
    internal decimal? Monthly(string region, string name) =>
        _regions.TryGetValue(region, out var factor) && _monthly.TryGetValue(name, out var price) ? price * factor : null;

    private static Dictionary<string, decimal> Section(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateObject().ToDictionary(price => price.Name, price => price.Value.GetDecimal(), StringComparer.Ordinal);

    private static PriceTable Load()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"This build of aspire-ecs lacks its embedded prices ({Resource}). Build it again from a complete checkout.");
        using var document = JsonDocument.Parse(stream);
        return new PriceTable(document.RootElement);
    }
}
