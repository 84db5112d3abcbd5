using Aspire.Dashboard.Resources;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Carries out the commands that are given in the dashboard.</summary>
internal sealed class CommandAdapter(ResourceCommandService commands) : IResourceCommands
{
    public async Task<ResourceCommandResult> ExecuteAsync(string resourceName, string commandName, IReadOnlyDictionary<string, string?> arguments, CancellationToken cancellationToken)
    {
        var values = new InteractionInputCollection([.. arguments.Where(one => !string.IsNullOrWhiteSpace(one.Key)).DistinctBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => new InteractionInput { Name = one.Key, InputType = InputType.Text, Value = one.Value })]);
        var result = await commands.ExecuteCommandAsync(resourceName, commandName, values, cancellationToken).ConfigureAwait(false);
        return new(result.Success, result.Success ? result.Message : result.ErrorMessage)
        {
            Output = result.Data is { } data ? new(data.Value, ToDashboard(data.Format), data.DisplayImmediately) : null,
            Problems = [.. InputMapping.ToDashboard(result.ArgumentErrors)],
        };
    }

    private static ResourceCommandOutputFormat ToDashboard(CommandResultFormat format) => format switch
    {
        CommandResultFormat.Json => ResourceCommandOutputFormat.Json,
        CommandResultFormat.Markdown => ResourceCommandOutputFormat.Markdown,
        _ => ResourceCommandOutputFormat.Text,
    };
}
