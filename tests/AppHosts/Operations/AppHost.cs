using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

var builder = DistributedApplication.CreateBuilder(args);

var cache = builder.AddRedis("cache");

// Empties the cache: there when there is something to empty.
cache.WithCommand(
    "flush",
    "Empty",
    async context =>
    {
        var connectionString = await cache.Resource.GetConnectionStringAsync(context.CancellationToken);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{connectionString},allowAdmin=true");
        var keys = await connection.GetDatabase().ExecuteAsync("DBSIZE");
        await connection.GetServers()[0].FlushAllDatabasesAsync();
        return CommandResults.Success($"{keys} keys are gone.");
    },
    new CommandOptions
    {
        UpdateState = context => context.ResourceSnapshot.HealthStatus is Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled,
        IconName = "Broom",
        IconVariant = IconVariant.Filled,
        IsHighlighted = true,
        ConfirmationMessage = "Forget everything?",
    });

var key = builder.AddParameter("admin-key", "open sesame", secret: true);

builder.AddProject<Projects.Service>("api")
    .WithHttpEndpoint()
    .WithReference(cache).WaitFor(cache)
    .WithHttpHealthCheck("/health")
    .WithHttpCommand("/reset", "Reset", commandName: "reset", commandOptions: new()
    {
        PrepareRequest = async context =>
        {
            context.Request.Headers.Add("X-Key", await key.Resource.GetValueAsync(context.CancellationToken));
        },
        IconName = "ArrowReset",
    })
    .WithHttpCommand("/reset", "Reset without the key", commandName: "reset-in-vain")
    .WithHttpCommand("/environment", "Show the environment", endpointName: "http", commandName: "environment", commandOptions: new()
    {
        Method = HttpMethod.Get,
        GetCommandResult = async context => (await context.Response.Content.ReadAsStringAsync(context.CancellationToken)).Contains("ConnectionStrings__cache", StringComparison.Ordinal)
            ? CommandResults.Success("It knows the cache.")
            : CommandResults.Failure("It does not know the cache."),
    })
    .WithCommand("give-up", "Give up", _ => Task.FromResult(CommandResults.Canceled()))
    .WithCommand("break", "Break", _ => throw new InvalidOperationException("The handle came off."))
    // One command that makes use of others, as a script would.
    .WithCommand("fresh", "Start afresh", async context =>
    {
        var commands = context.ServiceProvider.GetRequiredService<ResourceCommandService>();
        var flushed = await commands.ExecuteCommandAsync(cache.Resource, "flush", context.CancellationToken);
        return flushed.Success ? await commands.ExecuteCommandAsync(context.ResourceName, KnownResourceCommands.RestartCommand, context.CancellationToken) : flushed;
    });

// Not part of every day: whoever needs the report starts it.
builder.AddProject<Projects.Service>("report", launchProfileName: "worker")
    .WithExplicitStart();

builder.Build().Run();
