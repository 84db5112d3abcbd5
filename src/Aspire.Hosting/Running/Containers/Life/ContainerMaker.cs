using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Makes and runs a container from its plan.</summary>
internal sealed class ContainerMaker(RunFolder runFolder)
{
    /// <returns>The id of the container, which runs.</returns>
    /// <exception cref="DistributedApplicationException">It does not run; nothing of it is left.</exception>
    public async Task<string> RunAsync(ContainerEngine engine, ContainerPlan plan, CancellationToken cancellationToken)
    {
        var folder = runFolder.CreateFolder(plan.ResourceName);
        var environmentFile = Path.Join(folder, "environment");
        var command = ContainerCommand.Of(plan, environmentFile);
        try
        {
            if (command.EnvironmentFile.Length > 0)
            {
                await PrivateFile.WriteAsync(environmentFile, command.EnvironmentFile, cancellationToken).ConfigureAwait(false);
            }

            return await RunAsync(engine, plan, command, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception)
        {
            await ContainerRemains.RemoveOfResourceAsync(engine, plan.OwnLabel, plan.ResourceName).ConfigureAwait(false);
            throw StartFailure.Of(plan, engine, exception);
        }
        catch (OperationCanceledException)
        {
            await ContainerRemains.RemoveOfResourceAsync(engine, plan.OwnLabel, plan.ResourceName).ConfigureAwait(false);
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(ContainerEngine engine, ContainerPlan plan, ContainerCommand command, CancellationToken cancellationToken)
    {
        if (plan.Files is not { } files)
        {
            return LastLine(await engine.Cli.AskAsync(["run", "-d", .. command.Arguments], cancellationToken, command.Environment).ConfigureAwait(false));
        }

        var id = LastLine(await engine.Cli.AskAsync(["create", .. command.Arguments], cancellationToken, command.Environment).ConfigureAwait(false));
        await engine.Cli.AskAsync([.. engine.Dialect.UnpackCommand, $"{id}:/"], cancellationToken, input: files).ConfigureAwait(false);
        await engine.Cli.AskAsync(["start", id], cancellationToken).ConfigureAwait(false);
        return id;
    }

    // Warnings may come before the id.
    private static string LastLine(string output) => output[(output.LastIndexOf('\n') + 1)..].Trim();
}
