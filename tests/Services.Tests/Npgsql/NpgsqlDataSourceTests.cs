using Aspire.Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Services.Tests.Servers;
using Services.Tests.Telemetry;

namespace Services.Tests.Npgsql;

public class NpgsqlDataSourceTests(PostgresServer postgres)
{
    private const string Section = "Aspire:Npgsql";

    [Fact]
    public void The_named_section_wins_over_the_general_one_and_the_connection_string_over_both()
    {
        var builder = TestApplication.Builder(
            ($"{Section}:ConnectionString", "Host=general"),
            ($"{Section}:DisableMetrics", "true"),
            ($"{Section}:DisableTracing", "true"),
            ($"{Section}:orders:ConnectionString", "Host=named"),
            ($"{Section}:orders:DisableTracing", "false"),
            ("ConnectionStrings:teas", "Host=teas"));
        NpgsqlSettings? orders = null, teas = null;

        builder.AddKeyedNpgsqlDataSource("orders", settings => orders = settings);
        builder.AddKeyedNpgsqlDataSource("teas", settings => teas = settings);

        Assert.Equal("Host=named", orders!.ConnectionString);
        Assert.True(orders.DisableMetrics);
        Assert.False(orders.DisableTracing);
        Assert.Equal("Host=teas", teas!.ConnectionString);
        Assert.True(teas.DisableTracing);
    }

    [Fact]
    public void The_delegates_have_the_last_word()
    {
        var builder = TestApplication.Builder(("ConnectionStrings:orders", "Host=configured"));
        builder.AddNpgsqlDataSource(
            "orders",
            settings => settings.ConnectionString += ";Database=shop",
            source => source.ConnectionStringBuilder.ApplicationName = "tests");
        using var host = builder.Build();

        var connection = new NpgsqlConnectionStringBuilder(host.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString);

        Assert.Equal(("configured", "shop", "tests"), (connection.Host, connection.Database, connection.ApplicationName));
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_with_the_places_to_set_it_when_the_data_source_is_resolved()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddNpgsqlDataSource("orders"));

        var error = Assert.Throws<InvalidOperationException>(() => application.Get<NpgsqlDataSource>());

        Assert.Contains("'ConnectionStrings:orders'", error.Message);
        Assert.Contains($"'{Section}'", error.Message);
        Assert.Contains($"'{Section}:orders'", error.Message);
        var health = Assert.Single((await application.CheckHealthAsync()).Entries);
        Assert.Equal(("PostgreSql", error.Message), (health.Key, health.Value.Description));
    }

    [Fact]
    public async Task Data_sources_with_keys_reach_databases_of_their_own()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDataSource("orders");
                builder.AddKeyedNpgsqlDataSource("teas");
            },
            ("ConnectionStrings:orders", postgres.Database("orders")),
            ("ConnectionStrings:teas", postgres.Database("teas")));

        Assert.Equal("orders", await NameOf(application.Get<NpgsqlDataSource>()));
        Assert.Equal("teas", await NameOf(application.Get<NpgsqlDataSource>("teas")));
        var health = await application.CheckHealthAsync();
        Assert.Equal(["PostgreSql", "PostgreSql_teas"], health.Entries.Keys.Order());
        Assert.Equal("Healthy", health.Status.ToString());
    }

    [Fact]
    public async Task A_command_is_a_span_of_the_request_that_sent_it()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDataSource("orders"), ("ConnectionStrings:orders", postgres.Database("orders")));
        using var request = TracedRequest.Start();

        await NameOf(application.Get<NpgsqlDataSource>());

        var span = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Source.Name == "Npgsql");
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.Equal("postgresql", span.GetTagItem("db.system.name"));
    }

    [Fact]
    public async Task Metrics_are_npgsqls_own_unless_turned_off()
    {
        var database = postgres.Database("orders");
        await using var metered = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDataSource("orders"), ("ConnectionStrings:orders", database));
        await using var silent = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDataSource("orders", settings => settings.DisableMetrics = true),
            ("ConnectionStrings:orders", database));

        await NameOf(metered.Get<NpgsqlDataSource>());
        await NameOf(silent.Get<NpgsqlDataSource>());

        Assert.Contains("db.client.operation.duration", metered.CollectMetrics());
        Assert.DoesNotContain("db.client.operation.duration", silent.CollectMetrics());
    }

    [Fact]
    public async Task Tracing_can_be_turned_off()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDataSource("orders", settings => settings.DisableTracing = true),
            ("ConnectionStrings:orders", postgres.Database("orders")));
        using (var request = TracedRequest.Start())
        {
            await NameOf(application.Get<NpgsqlDataSource>());
        }

        // Spans of a command end before its request does.
        var ended = await application.Spans.WaitForAsync(span => span.Source.Name == TracedRequest.SourceName);
        Assert.Equal([TracedRequest.SourceName], application.Spans.SeenOf(ended.TraceId).Select(span => span.Source.Name));
    }

    private static async Task<string> NameOf(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT current_database()");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
