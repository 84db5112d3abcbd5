using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Carries out the commands that are given in the dashboard.</summary>
internal sealed class CommandAdapter(ResourceCommandService commands) : IResourceCommands
{
    public async Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, CancellationToken cancellationToken)
    {
        var result = await commands.ExecuteCommandAsync(resourceName, commandName, cancellationToken).ConfigureAwait(false);
        return new(result.Success, result.Success ? result.Message : result.ErrorMessage);
    }
}
