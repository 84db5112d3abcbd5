using Aspire.Hosting.ApplicationModel;

namespace AppHosts.Tests;

public sealed class OperationsTests(RunningAppHost<Projects.Operations> operations) : IClassFixture<RunningAppHost<Projects.Operations>>
{
    [Fact]
    public async Task A_command_does_what_it_says_and_tells_how_it_went()
    {
        await operations.HealthyAsync("api");
        await operations.PostAsync("api", "/visits/cache");
        var result = await operations.CommandAsync("cache", "flush");
        Assert.Equal((true, true), (result.Success, result.Message?.EndsWith("keys are gone.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_command_is_enabled_when_its_state_says_so()
    {
        var cache = await operations.WaitAsync("cache", snapshot => snapshot.Commands.Any(command => command.Name == "flush" && command.State == ResourceCommandState.Enabled));
        var flush = cache.Commands.Single(command => command.Name == "flush");
        Assert.Equal(("Empty", "Broom", IconVariant.Filled, true, "Forget everything?"), (flush.DisplayName, flush.IconName, flush.IconVariant, flush.IsHighlighted, flush.ConfirmationMessage));
    }

    [Fact]
    public async Task An_http_command_sends_a_post_with_what_was_prepared()
    {
        await operations.HealthyAsync("api");
        Assert.True((await operations.CommandAsync("api", "reset")).Success);
    }

    [Fact]
    public async Task An_http_command_fails_with_the_status_that_was_answered()
    {
        await operations.HealthyAsync("api");
        var result = await operations.CommandAsync("api", "reset-in-vain");
        Assert.False(result.Success);
        Assert.EndsWith("/reset answered 403.", result.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_http_command_may_judge_the_answer_itself()
    {
        await operations.HealthyAsync("api");
        var result = await operations.CommandAsync("api", "environment");
        Assert.Equal((true, "It knows the cache."), (result.Success, result.Message));
    }

    [Fact]
    public async Task An_http_command_is_disabled_until_the_resource_is_healthy()
    {
        var states = new List<ResourceCommandState>();
        await foreach (var change in operations.Application.ResourceNotifications.WatchAsync(Limit.Within()))
        {
            if (change.Resource.Name == "api" && change.Snapshot.Commands.SingleOrDefault(command => command.Name == "reset") is { } reset)
            {
                states.Add(reset.State);
                Assert.Equal(change.Snapshot.HealthStatus is Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, reset.State == ResourceCommandState.Enabled);
                if (reset.State == ResourceCommandState.Enabled)
                {
                    break;
                }
            }
        }

        Assert.NotEmpty(states);
    }

    [Fact]
    public async Task A_cancelled_command_and_one_that_throws_are_failures_with_their_reason()
    {
        var cancelled = await operations.CommandAsync("api", "give-up");
        Assert.Equal((false, true), (cancelled.Success, cancelled.Canceled));
        var broken = await operations.CommandAsync("api", "break");
        Assert.Equal((false, false, "The handle came off."), (broken.Success, broken.Canceled, broken.ErrorMessage));
        Assert.Contains("no command", (await operations.CommandAsync("api", "unheard-of")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_can_give_other_commands()
    {
        await operations.HealthyAsync("api");
        var before = (await operations.GetAsync<About>("api", "/")).ProcessId;
        Assert.True((await operations.CommandAsync("api", "fresh")).Success);
        await operations.HealthyAsync("api");
        Assert.NotEqual(before, (await operations.GetAsync<About>("api", "/")).ProcessId);
    }

    [Fact]
    public async Task What_starts_explicitly_starts_stops_and_starts_again_by_command()
    {
        await operations.WaitForStateAsync("report", KnownResourceStates.NotStarted);
        for (var round = 0; round < 2; round++)
        {
            Assert.True((await operations.CommandAsync("report", KnownResourceCommands.StartCommand)).Success);
            await operations.WaitForStateAsync("report", KnownResourceStates.Running);
            Assert.True((await operations.CommandAsync("report", KnownResourceCommands.StopCommand)).Success);
            await operations.WaitAsync("report", snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        }
    }
}
