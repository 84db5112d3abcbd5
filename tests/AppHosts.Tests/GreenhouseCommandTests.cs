using Aspire.Hosting.ApplicationModel;

namespace AppHosts.Tests;

/// <summary>Apart from the others, which see the greenhouse as it is before somebody opens its window.</summary>
public sealed class GreenhouseCommandTests(RunningAppHost<Projects.Greenhouse> greenhouse) : IClassFixture<RunningAppHost<Projects.Greenhouse>>
{
    [Fact]
    public async Task A_command_changes_the_state_and_its_own_availability_and_leaves_the_children_alone()
    {
        var before = (await greenhouse.HealthyAsync("greenhouse")).Snapshot;
        Assert.Equal(ResourceCommandState.Enabled, before.Commands.Single(command => command.Name == "open-window").State);
        Assert.Equal("It is cold outside. Open it?", before.Commands.Single(command => command.Name == "open-window").ConfirmationMessage);
        await greenhouse.HealthyAsync("gardener");

        Assert.True((await greenhouse.CommandAsync("greenhouse", "open-window")).Success);
        var airing = await greenhouse.WaitForStateAsync("greenhouse", "Airing");
        Assert.Equal(ResourceCommandState.Disabled, airing.Commands.Single(command => command.Name == "open-window").State);

        // Their own code says how the beds are: they are resources of the AppHost's author, too.
        Assert.True(greenhouse.Application.ResourceNotifications.TryGetCurrentState("tomatoes", out var bed));
        Assert.Equal(KnownResourceStates.Running, bed.Snapshot.State?.Text);
    }
}
