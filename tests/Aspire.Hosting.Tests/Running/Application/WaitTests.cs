using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Tests.Running.Application;

public class WaitTests
{
    [Fact]
    public async Task WaitFor_starts_a_resource_when_the_other_is_healthy_and_its_ready_handlers_have_run()
    {
        var healthy = false;
        var handled = new TaskCompletionSource();
        await using var builder = TestApplication.Create();
        builder.Services.AddHealthChecks().AddCheck("check", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
        var server = builder.AddSleeper("server").WithHealthCheck("check").OnResourceReady((_, _, _) => handled.Task);
        builder.AddSleeper("service").WaitFor(server);
        var application = await builder.StartAsync();

        await application.WaitAsync("server", snapshot => snapshot.HealthReports is [{ Status: HealthStatus.Unhealthy, Description: "not yet" }]);
        Assert.Equal(KnownResourceStates.Waiting, application.StateOf("service").State?.Text);
        healthy = true;
        await application.WaitAsync("server", snapshot => snapshot.HealthStatus == HealthStatus.Healthy);
        Assert.Equal(KnownResourceStates.Waiting, application.StateOf("service").State?.Text);
        handled.SetResult();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_check_that_hangs_counts_as_no_answer_after_ten_seconds()
    {
        var builder = TestApplication.Create();
        builder.Services.AddHealthChecks().AddAsyncCheck("hangs", async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return HealthCheckResult.Healthy();
        });
        builder.AddSleeper("service").WithHealthCheck("hangs");
        await using var app = await builder.StartAsync();

        var asked = await app.WaitAsync("service", snapshot => snapshot.HealthReports is [{ Status: not null }]);

        Assert.Equal((HealthStatus.Unhealthy, "It did not answer within 10 seconds."), (asked.HealthReports[0].Status, asked.HealthReports[0].Description));
    }

    [Fact]
    public async Task WaitForStart_does_not_wait_for_health()
    {
        await using var builder = TestApplication.Create();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        var server = builder.AddSleeper("server").WithHealthCheck("never");
        builder.AddSleeper("service").WaitForStart(server);

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task WaitForCompletion_starts_a_resource_when_the_other_has_ended_as_expected()
    {
        await using var builder = TestApplication.Create();
        var migration = builder.AddShell("migration", "exit 7");
        builder.AddSleeper("service").WaitForCompletion(migration, exitCode: 7);

        var application = await builder.StartAsync();

        await application.WaitForStateAsync("service", KnownResourceStates.Running);
        Assert.Equal(7, application.StateOf("migration").ExitCode);
    }

    [Fact]
    public async Task A_dependency_that_fails_fails_those_that_wait_for_it_with_its_reason()
    {
        await using var builder = TestApplication.Create();
        var missing = builder.AddExecutable("missing", "no-such-program", Path.GetTempPath());
        var service = builder.AddSleeper("service").WaitFor(missing);
        builder.AddSleeper("front").WaitFor(service);

        var application = await builder.StartAsync();

        var failed = await application.WaitForStateAsync("front", KnownResourceStates.FailedToStart);
        Assert.Contains("'service'", failed.Failure(), StringComparison.Ordinal);
        Assert.Contains("no-such-program", failed.Failure(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_says_so_goes_on_when_the_other_has_failed()
    {
        await using var builder = TestApplication.Create();
        var server = builder.AddExecutable("server", "no-such-program", Path.GetTempPath()).WithExplicitStart();
        builder.AddSleeper("service").WaitFor(server, WaitBehavior.WaitOnResourceUnavailable);
        builder.AddSleeper("impatient").WaitFor(server, WaitBehavior.StopOnResourceUnavailable);
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("service", KnownResourceStates.Waiting);
        await application.WaitForStateAsync("impatient", KnownResourceStates.Waiting);

        await application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, TestApplication.Within());
        await application.WaitForStateAsync("impatient", KnownResourceStates.FailedToStart);

        Assert.Equal(KnownResourceStates.Waiting, application.StateOf("service").State?.Text);
    }

    [Fact]
    public async Task A_resource_that_waits_can_be_stopped()
    {
        await using var builder = TestApplication.Create();
        var never = builder.AddSleeper("never").WithExplicitStart();
        builder.AddSleeper("service").WaitFor(never);
        var application = await builder.StartAsync();
        await application.WaitForStateAsync("service", KnownResourceStates.Waiting);

        await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, TestApplication.Within());

        await application.WaitForStateAsync("service", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task A_cycle_of_waits_is_refused_by_name()
    {
        await using var builder = TestApplication.Create();
        var one = builder.AddSleeper("one");
        var two = builder.AddSleeper("two").WaitFor(one);
        one.WaitFor(two);

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => builder.StartAsync());

        Assert.Contains("'one' → 'two' → 'one'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var builder = TestApplication.Create();
        var one = builder.AddSleeper("one");

        Assert.Throws<DistributedApplicationException>(() => one.WaitFor(one));
    }
}
