using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Running.Application;

public class ChildStateTests
{
    [Fact]
    public async Task A_child_runs_with_its_parent_ends_with_it_and_its_own_children_do_too()
    {
        await using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server");
        var child = AddOwn(builder, new OwnChild("child", server.Resource));
        var grandchild = AddOwn(builder, new OwnChild("grandchild", child.Resource));
        builder.AddSleeper("user").WaitFor(grandchild);
        var application = await builder.StartAsync();

        await application.WaitForStateAsync("user", KnownResourceStates.Running);
        Assert.NotNull(application.StateOf("grandchild").StartTimeStamp);

        await application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, TestApplication.Within());
        Assert.NotNull((await application.WaitForStateAsync("child", KnownResourceStates.Exited)).StopTimeStamp);
        await application.WaitForStateAsync("grandchild", KnownResourceStates.Exited);

        await application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StartCommand, TestApplication.Within());
        await application.WaitForStateAsync("grandchild", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_child_of_a_parent_that_cannot_start_tells_why()
    {
        await using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server").OnBeforeResourceStarted((_, _, _) => throw new InvalidOperationException("The licence is missing."));
        AddOwn(builder, new OwnChild("child", server.Resource));

        var application = await builder.StartAsync();

        Assert.Equal("The licence is missing.", (await application.WaitForStateAsync("child", KnownResourceStates.FailedToStart)).Failure());
    }

    [Fact]
    public async Task A_state_that_a_child_got_from_its_author_stays_until_the_state_of_the_parent_changes()
    {
        await using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server");
        AddOwn(builder, new OwnChild("child", server.Resource));
        var application = await builder.StartAsync();
        var child = (await application.ResourceNotifications.WaitForResourceHealthyAsync("child", TestApplication.Within())).Resource;

        await application.ResourceNotifications.PublishUpdateAsync(child, snapshot => snapshot with { State = "Seeding" });
        await application.ResourceNotifications.PublishUpdateAsync(server.Resource, snapshot => snapshot with { IconName = "Box" });
        await PassAsync(application);
        Assert.Equal("Seeding", application.StateOf("child").State?.Text);

        await application.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand, TestApplication.Within());
        await application.WaitForStateAsync("child", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task The_children_of_a_resource_that_the_author_brings_up_are_left_to_the_author()
    {
        await using var builder = TestApplication.Create();
        var parent = AddOwn(builder, new Own("parent"));
        var child = AddOwn(builder, new OwnChild("child", parent.Resource));
        var application = await builder.StartAsync();

        await application.ResourceNotifications.PublishUpdateAsync(child.Resource, snapshot => snapshot with { State = KnownResourceStates.Running });
        await application.ResourceNotifications.PublishUpdateAsync(parent.Resource, snapshot => snapshot with { State = "Aside" });
        await PassAsync(application);

        Assert.Equal(KnownResourceStates.Running, application.StateOf("child").State?.Text);
    }

    private static IResourceBuilder<T> AddOwn<T>(IDistributedApplicationBuilder builder, T resource) where T : Own
    {
        // In each application one that shows when the changes before have been seen.
        if (builder.Resources.All(one => one.Name != "witness"))
        {
            var watched = builder.AddSleeper("watched");
            builder.AddResource(new OwnChild("witness", watched.Resource));
        }

        return builder.AddResource(resource).WithInitialState(new() { ResourceType = "Own", State = "Idle", Properties = [] });
    }

    /// <summary>Waits until what was published before has been followed, because what is published after it has been.</summary>
    private static async Task PassAsync(DistributedApplication application)
    {
        await application.WaitForStateAsync("witness", KnownResourceStates.Running);
        await application.ResourceCommands.ExecuteCommandAsync("watched", KnownResourceCommands.StopCommand, TestApplication.Within());
        await application.WaitForStateAsync("witness", KnownResourceStates.Exited);
    }

    private class Own(string name) : Resource(name);

    private sealed class OwnChild(string name, IResource parent) : Own(name), IResourceWithParent
    {
        public IResource Parent { get; } = parent;
    }
}
