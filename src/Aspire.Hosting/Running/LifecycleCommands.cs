using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;
using Aspire.Hosting.Running.Projects;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>Gives every resource that runs something the commands to start, stop and restart it, and a project the one to rebuild it.</summary>
internal sealed class LifecycleCommands(ControllerTable controllers, ProjectRebuild rebuild)
{
    public void AddTo(IResource resource)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start the resource.", "Play", true, WhenToStart, controller => controller.StartAsync());
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop the resource.", "Stop", true, WhenToStop, controller => controller.StopAsync());
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Stop the resource and start it again.", "ArrowCounterclockwise", false, WhenToRestart, controller => controller.RestartAsync());
        if (ProjectFile.IsOf(resource))
        {
            Add(resource, KnownResourceCommands.RebuildCommand, "Rebuild", "Stop all that runs from the project, build it, and start it again.", "Wrench", false, WhenToRebuild, rebuild.RunAsync);
        }
    }

    // One that waits for others starts without them.
    private static ResourceCommandState WhenToStart(string? state) =>
        IsIdle(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : IsOnItsWay(state) ? ResourceCommandState.Disabled
        : ResourceCommandState.Hidden;

    // What is on its way can be given up as well.
    private static ResourceCommandState WhenToStop(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : IsIdle(state) ? ResourceCommandState.Hidden : ResourceCommandState.Enabled;

    // What has ended can be restarted too: whoever sees a server die presses either button.
    private static ResourceCommandState WhenToRestart(string? state) =>
        state is null || state == KnownResourceStates.NotStarted ? ResourceCommandState.Hidden
        : IsOnItsWay(state) || state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : ResourceCommandState.Enabled;

    private static ResourceCommandState WhenToRebuild(string? state) =>
        state is null || IsOnItsWay(state) || state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : ResourceCommandState.Enabled;

    private static bool IsOnItsWay(string? state) => state == KnownResourceStates.Starting || state == KnownResourceStates.Building;

    private static bool IsIdle(string? state) => state is null || state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);

    private void Add(
        IResource resource, string name, string displayName, string description, string icon, bool highlighted, Func<string?, ResourceCommandState> stateOf, Func<ResourceController, Task> act)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(one => one.Name == name))
        {
            // The AppHost's author gave the command a meaning of their own.
            return;
        }

        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => stateOf(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                if (controllers.Find(context.ResourceName) is not { } controller)
                {
                    return CommandResults.Failure($"'{context.ResourceName}' is not run by this application.");
                }

                await act(controller).WaitAsync(context.CancellationToken).ConfigureAwait(false);
                return CommandResults.Success();
            },
            description,
            arguments: null,
            confirmationMessage: null,
            icon,
            IconVariant.Filled,
            highlighted));
    }
}
