namespace Aspire.Dashboard.Telemetry.Analysis;

/// <summary>Who called whom in a time.</summary>
internal sealed class ServiceMap
{
    private readonly Dictionary<string, MapNode> _nodes = [];
    private readonly Dictionary<(string From, string To), Durations> _edges = [];

    internal IEnumerable<MapNode> Nodes => _nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal);

    internal IEnumerable<(string From, string To, Durations Calls)> Edges =>
        _edges.OrderBy(edge => edge.Key).Select(edge => (edge.Key.From, edge.Key.To, edge.Value));

    internal int Spans { get; private set; }

    internal void Add(IReadOnlyList<StoredSpan> trace)
    {
        var byId = new Dictionary<SpanId, StoredSpan>();
        foreach (var span in trace)
            byId[span.Id] = span;
        var answered = new HashSet<SpanId>(); // Calls that the other side tells about itself.
        foreach (var span in trace)
        {
            if (byId.TryGetValue(span.ParentId, out var parent) && !IsSame(parent.Source.Service, span.Source.Service))
                answered.Add(parent.Id);
        }
        foreach (var span in trace)
        {
            Spans++;
            var service = Service(span.Source.Service);
            byId.TryGetValue(span.ParentId, out var parent);
            var isEntry = parent is null || !IsSame(parent.Source.Service, span.Source.Service);
            if (isEntry)
                service.Calls.Add(span);
            AddCalls(span, isEntry ? parent : null, service, answered.Contains(span.Id));
        }
    }

    private void AddCalls(StoredSpan span, StoredSpan? caller, MapNode service, bool isAnswered)
    {
        if (span.Kind == SpanKind.Consumer && new SpanFacts(span).Messaging is { } source)
        {
            Add(Server("messaging", source, source, null), service, span);
        }
        else if (caller is not null)
        {
            Add(Service(caller.Source.Service), service, span);
        }

        if (span.Kind is not (SpanKind.Client or SpanKind.Producer))
            return;
        var facts = new SpanFacts(span);
        if (facts.Messaging is { } broker)
            Call(Server("messaging", broker, broker, null));
        else if (facts.Database is { } system)
            Call(Server(IsCache(system) ? "cache" : "database", system, facts.Peer ?? system, facts.Namespace));
        else if (!isAnswered && facts.Peer is { } peer)
            Call(Server("server", null, peer, null));

        void Call(MapNode called)
        {
            called.Calls.Add(span);
            Add(service, called, span);
        }
    }

    private static bool IsCache(string system) => system is "redis" or "valkey" or "memcached" or "garnet";

    private static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private MapNode Service(string name) => Node($"service:{name}", () => new MapNode($"service:{name}", "service", name, null, null, null));

    private MapNode Server(string kind, string? system, string address, string? database)
    {
        // Each number of a Redis database would be a node of its own.
        database = kind == "database" ? database : null;
        var id = $"{kind}:{(system is null || system == address ? address : $"{system}@{address}")}{(database is null ? "" : "/" + database)}";
        return Node(id, () => new MapNode(id, kind, database ?? system ?? address, system, system == address ? null : address, database));
    }

    private MapNode Node(string id, Func<MapNode> make)
    {
        if (!_nodes.TryGetValue(id, out var node))
            _nodes.Add(id, node = make());
        return node;
    }

    private void Add(MapNode from, MapNode to, StoredSpan call)
    {
        if (!_edges.TryGetValue((from.Id, to.Id), out var calls))
            _edges.Add((from.Id, to.Id), calls = new Durations());
        calls.Add(call);
    }
}

/// <summary>A service, or a server that does not tell about itself.</summary>
/// <param name="Id">Names it in the map.</param>
/// <param name="Kind"><c>service</c>, <c>database</c>, <c>cache</c>, <c>messaging</c> or <c>server</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="System">The kind of database or broker.</param>
/// <param name="Address">Host and port.</param>
/// <param name="Database">The database in the server.</param>
internal sealed record MapNode(string Id, string Kind, string Name, string? System, string? Address, string? Database)
{
    /// <summary>What came to it: of a service its requests, of a server its calls.</summary>
    internal Durations Calls { get; } = new();
}
