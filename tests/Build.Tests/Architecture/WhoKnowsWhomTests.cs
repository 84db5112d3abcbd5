namespace Build.Tests.Architecture;

/// <summary>Who may know whom: the lines along which the house is built.</summary>
public sealed class WhoKnowsWhomTests
{
    private static readonly string[] _nobody = [];

    private static readonly Dictionary<string, string[]> _mayKnow = new()
    {
        // The application is plain Aspire code. A service never knows a hosting package.
        ["AppHost"] = ["Aspire.Hosting.AppHost", "Aspire.Hosting.Redis", "Aspire.Hosting.PostgreSQL", "Aspire.Hosting.Kafka"],
        ["ServiceDefaults"] = _nobody,
        ["Api"] = ["ServiceDefaults", "Aspire.StackExchange.Redis", "Aspire.StackExchange.Redis.DistributedCaching", "Aspire.StackExchange.Redis.OutputCaching",
            "Aspire.Npgsql", "Aspire.Npgsql.EntityFrameworkCore.PostgreSQL", "Aspire.Confluent.Kafka"],

        // Publishing and testing load no web page, no OTLP, no SQLite: only Aspire.Hosting.AppHost brings the two together.
        ["Aspire.Hosting"] = _nobody,
        ["Aspire.Dashboard"] = _nobody,
        ["Aspire.Hosting.AppHost"] = ["Aspire.Hosting", "Aspire.Dashboard"],
        ["Aspire.Hosting.Redis"] = ["Aspire.Hosting"],
        ["Aspire.Hosting.PostgreSQL"] = ["Aspire.Hosting"],
        ["Aspire.Hosting.Kafka"] = ["Aspire.Hosting"],
        ["Aspire.Hosting.Testing"] = ["Aspire.Hosting"],

        // Client integrations stand on a client library, and on each other only where one widens another.
        ["Aspire.StackExchange.Redis"] = _nobody,
        ["Aspire.StackExchange.Redis.DistributedCaching"] = ["Aspire.StackExchange.Redis"],
        ["Aspire.StackExchange.Redis.OutputCaching"] = ["Aspire.StackExchange.Redis"],
        ["Aspire.Npgsql"] = _nobody,
        ["Aspire.Npgsql.EntityFrameworkCore.PostgreSQL"] = _nobody,
        ["Aspire.Confluent.Kafka"] = _nobody,

        // Its only input is a manifest, so it serves manifests that Microsoft's packages wrote as well.
        ["AspireEcs"] = _nobody,

        // Servers are processes.
        ["EmbeddedKafka"] = _nobody,
        ["EmbeddedRedis"] = _nobody,
    };

    private static readonly Dictionary<string, string[]> _mayStart = new()
    {
        ["AppHost"] = ["Api"],
        ["Aspire.Hosting.Redis"] = ["EmbeddedRedis"],
        ["Aspire.Hosting.Kafka"] = ["EmbeddedKafka"],
        ["AspireEcs"] = ["EmbeddedKafka"],   // in a rehearsal
    };

    public static TheoryData<string> Projects => [.. ProjectFile.All.Select(p => p.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_knows_nobody_that_it_may_not_know(string name)
    {
        Assert.True(_mayKnow.ContainsKey(name), $"{name} is new here: say in this file whom it may know, and in the design why.");
        var project = ProjectFile.All.Single(p => p.Name == name);

        Assert.Empty(project.Knows.Except(_mayKnow[name]));
        Assert.Empty(project.Starts.Except(_mayStart.GetValueOrDefault(name, _nobody)));
    }

    [Fact]
    public void Every_project_of_these_rules_exists() =>
        Assert.Empty(_mayKnow.Keys.Except(ProjectFile.All.Select(p => p.Name)));
}
