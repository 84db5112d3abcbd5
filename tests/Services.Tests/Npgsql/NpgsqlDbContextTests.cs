using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Services.Tests.Servers;
using Services.Tests.Telemetry;

namespace Services.Tests.Npgsql;

public class NpgsqlDbContextTests(PostgresServer postgres)
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public async Task A_context_writes_and_reads_through_the_database()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDbContext<OrdersContext>("orders"),
            ("ConnectionStrings:orders", postgres.Database("context_orders")));
        await using var scope = application.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OrdersContext>();
        await context.Database.EnsureCreatedAsync();
        using var request = TracedRequest.Start();

        context.Orders.Add(new Order { Product = "tea" });
        await context.SaveChangesAsync();

        Assert.Equal("tea", (await context.Orders.AsNoTracking().FirstAsync()).Product);
        await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Source.Name == "Npgsql");
        Assert.Contains("db.client.operation.duration", application.CollectMetrics());
    }

    [Fact]
    public async Task Contexts_come_from_a_pool()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDbContext<OrdersContext>("orders"), ("ConnectionStrings:orders", "Host=nowhere"));
        OrdersContext first;
        await using (var scope = application.Services.CreateAsyncScope())
        {
            first = scope.ServiceProvider.GetRequiredService<OrdersContext>();
        }

        await using var next = application.Services.CreateAsyncScope();
        Assert.Same(first, next.ServiceProvider.GetRequiredService<OrdersContext>());
    }

    [Fact]
    public async Task Settings_come_from_the_section_of_the_context_then_the_connection_string_then_the_delegate()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDbContext<OrdersContext>(
                "orders", settings => settings.ConnectionString += ";Application Name=tests", options => options.EnableSensitiveDataLogging()),
            ($"{Section}:CommandTimeout", "10"),
            ($"{Section}:DisableRetry", "true"),
            ($"{Section}:ConnectionString", "Host=general"),
            ($"{Section}:OrdersContext:CommandTimeout", "20"),
            ($"{Section}:OrdersContext:ConnectionString", "Host=named"),
            ("ConnectionStrings:orders", "Host=configured"));
        await using var scope = application.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OrdersContext>();

        Assert.Equal(20, context.Database.GetCommandTimeout());
        Assert.Equal("Host=configured;Application Name=tests", context.Database.GetConnectionString());
        Assert.IsNotType<NpgsqlRetryingExecutionStrategy>(context.Database.CreateExecutionStrategy());
    }

    [Fact]
    public async Task Operations_are_repeated_by_default()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDbContext<OrdersContext>("orders"), ("ConnectionStrings:orders", "Host=nowhere"));
        await using var scope = application.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OrdersContext>();

        Assert.IsType<NpgsqlRetryingExecutionStrategy>(context.Database.CreateExecutionStrategy());
        Assert.Null(context.Database.GetCommandTimeout());
    }

    [Fact]
    public async Task A_missing_connection_string_is_named_when_the_context_is_resolved()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddNpgsqlDbContext<OrdersContext>("orders"));
        await using var scope = application.Services.CreateAsyncScope();

        var error = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<OrdersContext>());

        Assert.Contains("'ConnectionStrings:orders'", error.Message);
        Assert.Contains($"'{Section}'", error.Message);
        Assert.Contains($"'{Section}:OrdersContext'", error.Message);
        Assert.Equal(error.Message, (await application.CheckHealthAsync()).Entries["OrdersContext"].Description);
    }

    [Fact]
    public async Task A_uri_is_refused_with_a_sentence_that_keeps_the_password()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddNpgsqlDbContext<OrdersContext>("orders");
                builder.AddNpgsqlDataSource("orders");
            },
            ("ConnectionStrings:orders", "postgresql://shop:secret@db:5432/orders"));
        await using var scope = application.Services.CreateAsyncScope();

        var ofContext = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<OrdersContext>());
        var ofDataSource = Assert.Throws<InvalidOperationException>(() => application.Get<NpgsqlDataSource>());

        Assert.Contains("'orders' is a URI", ofContext.Message);
        Assert.Equal(ofContext.Message, ofDataSource.Message);
        Assert.DoesNotContain("secret", ofContext.Message);
    }

    [Fact]
    public void A_context_is_registered_once()
    {
        var builder = TestApplication.Builder(("ConnectionStrings:orders", "Host=nowhere"));
        builder.AddNpgsqlDbContext<OrdersContext>("orders");

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddNpgsqlDbContext<OrdersContext>("orders"));

        Assert.Contains("EnrichNpgsqlDbContext<OrdersContext>", error.Message);
    }
}
