using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Postgres;

/// <summary>Makes a data folder as the image does at its first start: administrator, password, database, scripts.</summary>
internal sealed class PostgresInitialisation(PostgresServer server, PostgresSettings settings, ServerUser? user, LocalServiceContext context)
{
    /// <summary>Makes the data folder of a process. It exists whole or not at all.</summary>
    internal async Task MakeAsync(PostgresProcess process, string template, CancellationToken cancellationToken)
    {
        await Workbench.Of(context).MakeFolderOnceAsync(process.DataFolder, async (partial, cancel) =>
        {
            FolderCopy.Copy(template, partial);
            user?.Own(partial);
            await SetUpAsync(partial, cancel).ConfigureAwait(false);
            await new InitScripts(process, settings, user, context).RunAsync(partial, cancel).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the password and makes the database in a server without clients, so that neither is ever missing.</summary>
    private async Task SetUpAsync(string folder, CancellationToken cancellationToken)
    {
        var role = SqlText.Identifier(settings.User);
        List<string> commands =
        [
            settings.Password is { } password
                ? $"ALTER ROLE {role} PASSWORD {SqlText.Literal(ScramVerifier.Create(password))}"
                : $"ALTER ROLE {role} PASSWORD NULL",
        ];
        if (settings.Database is not "postgres")
            commands.Add($"CREATE DATABASE {SqlText.Identifier(settings.Database)}");

        // The verifier goes through standard input, so that not even it is on a command line.
        var input = string.Concat(commands.Select(command => command + ";\n"));
        var result = await server.RunAsync(
            Workbench.Of(context).Processes, "postgres", ["--single", "-D", folder, "-c", "fsync=off", "-c", "exit_on_error=on", "postgres"], folder, user, input, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new DistributedApplicationException(
                $"PostgreSQL {server.Version} could not set up the administrator '{settings.User}' and the database '{settings.Database}' for the resource '{context.ResourceName}': "
                + $"{result.Lines.Select(line => line.Text).FirstOrDefault(text => text.Contains("ERROR", StringComparison.Ordinal) || text.Contains("FATAL", StringComparison.Ordinal)) ?? $"it ended with code {result.Exit.Code}."}");
        }
    }
}
