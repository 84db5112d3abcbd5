using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql.EntityFrameworkCore.PostgreSQL;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Services.Tests.Npgsql;

public class EnrichedDbContextTests
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    [Fact]
    public async Task A_context_of_the_applications_own_gets_retries_a_timeout_and_a_health_check()
    {
        await using var application = await Application(
            npgsql: null, settings => settings.CommandTimeout = 7, (Section + ":OrdersContext:DisableTracing", "true"));
        await using var scope = application.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OrdersContext>();

        Assert.Equal("Host=nowhere", context.Database.GetConnectionString());
        Assert.Equal(7, context.Database.GetCommandTimeout());
        Assert.IsType<NpgsqlRetryingExecutionStrategy>(context.Database.CreateExecutionStrategy());
        Assert.Equal(["OrdersContext"], (await application.CheckHealthAsync()).Entries.Keys);
    }

    [Fact]
    public async Task Retries_can_be_left_to_the_application()
    {
        await using var application = await Application(npgsql: null, settings => settings.DisableRetry = true);
        await using var scope = application.Services.CreateAsyncScope();

        var strategy = scope.ServiceProvider.GetRequiredService<OrdersContext>().Database.CreateExecutionStrategy();

        Assert.False(strategy.RetriesOnFailure);
    }

    [Fact]
    public async Task A_strategy_that_the_application_chose_is_kept()
    {
        await using var application = await Application(
            npgsql => npgsql.ExecutionStrategy(dependencies => new PatientStrategy(dependencies)), configureSettings: null);
        await using var scope = application.Services.CreateAsyncScope();

        var strategy = scope.ServiceProvider.GetRequiredService<OrdersContext>().Database.CreateExecutionStrategy();

        Assert.IsType<PatientStrategy>(strategy);
    }

    [Fact]
    public async Task Two_timeouts_that_contradict_each_other_are_an_error_that_tells_both()
    {
        await using var application = await Application(
            npgsql => npgsql.CommandTimeout(5), settings => settings.CommandTimeout = 7);
        await using var scope = application.Services.CreateAsyncScope();

        var error = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<OrdersContext>());

        Assert.Contains("5 s", error.Message);
        Assert.Contains("7 s", error.Message);
    }

    [Fact]
    public void A_context_has_to_be_registered_first()
    {
        var error = Assert.Throws<InvalidOperationException>(() => TestApplication.Builder().EnrichNpgsqlDbContext<OrdersContext>());

        Assert.Contains("AddDbContext<OrdersContext>()", error.Message);
    }

    private static Task<TestApplication> Application(
        Action<NpgsqlDbContextOptionsBuilder>? npgsql,
        Action<Aspire.Npgsql.EntityFrameworkCore.PostgreSQL.NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings,
        params (string Key, string? Value)[] configuration)
        => TestApplication.StartAsync(
            builder =>
            {
                builder.Services.AddDbContext<OrdersContext>(options => options.UseNpgsql("Host=nowhere", npgsql));
                builder.EnrichNpgsqlDbContext<OrdersContext>(configureSettings);
            },
            configuration);

    private sealed class PatientStrategy(ExecutionStrategyDependencies dependencies) : NpgsqlRetryingExecutionStrategy(dependencies, 99);
}
