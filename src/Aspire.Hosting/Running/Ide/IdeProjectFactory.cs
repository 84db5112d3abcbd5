using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Has the IDE that started the AppHost run the projects, so that their breakpoints are hit. The IDE builds them, too.</summary>
/// <param name="connector">Reaches the IDE.</param>
/// <param name="processes">Starts projects where the IDE does not.</param>
/// <param name="limits">How long the IDE may take.</param>
/// <param name="time">The clock for the limits.</param>
internal sealed class IdeProjectFactory(IdeConnector connector, ProjectFactory processes, IdeLimits limits, TimeProvider time) : IWorkloadFactory
{
    public bool CanRun(IResource resource) => connector.HasIde && processes.CanRun(resource);

    public string? DescribeSource(IResource resource) => processes.DescribeSource(resource);

    public async Task<IWorkload> StartAsync(WorkloadStart start, CancellationToken cancellationToken)
    {
        var project = ProjectFile.Existing(start.Instance.Resource);
        if (await connector.ConnectAsync(cancellationToken).ConfigureAwait(false) is not { } ide)
        {
            return await processes.StartAsync(start, cancellationToken).ConfigureAwait(false);
        }

        var asking = ide.StartSessionAsync(project.ProjectPath, start);
        try
        {
            var session = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
            await session.WaitUntilBegunAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The request is on its way: what comes of it is ended, and does not meet the next start of this project.
            await Task.WhenAny(EndLateAsync(asking), Task.Delay(limits.Ending, time, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task EndLateAsync(Task<IdeSession> asking)
    {
        try
        {
            var session = await asking.ConfigureAwait(false);
            await session.StopAsync().ConfigureAwait(false);
        }
        catch (DistributedApplicationException)
        {
            // The IDE refused: there is nothing to end.
        }
    }
}
