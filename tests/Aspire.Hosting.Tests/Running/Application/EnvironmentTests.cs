using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Running.Application;

public class EnvironmentTests
{
    [Fact]
    public async Task A_reference_to_a_service_gives_its_endpoints_for_discovery_and_by_plain_names()
    {
        await using var builder = TestApplication.Create();
        var service = builder.AddSleeper("my-api").WithHttpEndpoint(env: "PORT");
        builder.AddExecutable("client", "env", Path.GetTempPath()).WithReference(service);

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("client", KnownResourceStates.Finished);
        var url = service.GetEndpoint("http").Url;
        var lines = await application.LinesOfAsync("client");
        Assert.Contains($"MY_API_HTTP={url}", lines);
        Assert.Contains($"services__my-api__http__0={url}", lines);
    }

    [Fact]
    public async Task A_program_listens_on_the_port_that_others_use()
    {
        await using var builder = TestApplication.Create();
        var service = builder.AddShell("service", "echo $PORT").WithHttpEndpoint(env: "PORT");

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Finished);
        Assert.Equal([service.GetEndpoint("http").Port.ToString(CultureInfo.InvariantCulture)], await application.LinesOfAsync("service"));
    }

    [Fact]
    public async Task A_connection_string_is_given_by_its_name()
    {
        await using var builder = TestApplication.Create();
        var key = builder.AddParameter("key", "s3cret", secret: true);
        var service = builder.AddConnectionString("remote", ReferenceExpression.Create($"Endpoint=x;Key={key}"));
        builder.AddShell("client", "echo $ConnectionStrings__remote").WithReference(service);

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("client", KnownResourceStates.Finished);
        Assert.Equal(["Endpoint=x;Key=s3cret"], await application.LinesOfAsync("client"));
        Assert.True(application.StateOf("client").EnvironmentVariables.Single(variable => variable.Name == "ConnectionStrings__remote").IsSecret);
    }

    [Fact]
    public async Task A_connection_string_that_nobody_supplied_fails_its_users_with_the_setting()
    {
        await using var builder = TestApplication.Create();
        var remote = builder.AddConnectionString("remote");
        builder.AddShell("client", "true").WithReference(remote);

        var application = await builder.StartAsync();

        var failed = await application.WaitForStateAsync("client", KnownResourceStates.FailedToStart);
        Assert.Contains("ConnectionStrings:remote", failed.Failure(), StringComparison.Ordinal);
        await application.WaitForStateAsync("remote", KnownResourceStates.ValueMissing);
    }

    [Fact]
    public async Task Callbacks_change_environment_and_arguments_in_order()
    {
        await using var builder = TestApplication.Create();
        builder.AddShell("program", "echo $ONE $TWO $0")
            .WithEnvironment("ONE", "1")
            .WithEnvironment(context => context.EnvironmentVariables["TWO"] = $"{context.EnvironmentVariables["ONE"]}2")
            .WithArgs(context => context.Args.Add("last"));

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("program", KnownResourceStates.Finished);
        Assert.Equal(["1 12 last"], await application.LinesOfAsync("program"));
    }
}
