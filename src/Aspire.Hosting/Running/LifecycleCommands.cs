using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Controllers;

namespace Aspire.Hosting.Running;

/// <summary>Gives every resource that runs something the commands to start, stop and restart it.</summary>
internal sealed class LifecycleCommands(ControllerTable controllers)
{
    private static readonly HashSet<string> _idle = [KnownResourceStates.NotStarted, .. KnownResourceStates.TerminalStates];

    public void AddTo(IResource resource)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start the resource.", "Play", true, IsIdle, controller => controller.StartAsync());
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop the resource.", "Stop", true, state => !IsIdle(state) && state != KnownResourceStates.Stopping, controller => controller.StopAsync());
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Stop the resource and start it again.", "ArrowCounterclockwise", false, state => HasBeenStarted(state) && state != KnownResourceStates.Stopping, controller => controller.RestartAsync());
    }

    // What has ended can be restarted too: whoever sees a server die presses either button.
    private static bool HasBeenStarted(string? state) => state is not null && state != KnownResourceStates.NotStarted;

    private static bool IsIdle(string? state) => state is null || _idle.Contains(state);

    private void Add(
        IResource resource, string name, string displayName, string description, string icon, bool highlighted, Func<string?, bool> isPossible, Func<ResourceController, Task> act)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(one => one.Name == name))
        {
            // The AppHost's author gave the command a meaning of their own.
            return;
        }

        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => isPossible(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
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
            parameter: null,
            confirmationMessage: null,
            icon,
            IconVariant.Filled,
            highlighted));
    }
}
