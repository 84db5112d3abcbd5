using System.IO.Compression;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using Aspire.Hosting.Running.Processes;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Runs the scripts that were mounted for the first start, in a server that is started for them alone.</summary>
internal sealed class InitScripts(PostgresProcess process, PostgresSettings settings, ServerUser? user, LocalServiceContext context)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(20);

    internal async Task RunAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var scripts = Find().Order(StringComparer.Ordinal).ToList();
        if (scripts.Count == 0)
            return;

        var output = new List<string>();
        var server = Workbench.Of(context).Processes.Start(new ProcessSpec
        {
            FileName = process.Server.Program("postgres"),
            Arguments = process.On(dataFolder),
            Environment = PostgresServer.Environment,
            WorkingDirectory = dataFolder,
            RunAs = user?.Name,
            StopSignal = StopSignal.Interrupt,
        }, (line, _) => output.Add(line));
        try
        {
            await WaitUntilReadyAsync(server, output, cancellationToken).ConfigureAwait(false);
            foreach (var script in scripts)
                await RunScriptAsync(script, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await server.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A mounted folder gives all its files, a mounted file itself.</summary>
    private IEnumerable<string> Find() =>
        from mount in context.Mounts
        let target = mount.Target.TrimEnd('/')
        from file in target == PostgresContainer.ScriptsTarget && Directory.Exists(mount.Source) ? Directory.EnumerateFiles(mount.Source)
            : target.StartsWith(PostgresContainer.ScriptsTarget + "/", StringComparison.Ordinal) && File.Exists(mount.Source) ? [mount.Source]
            : Array.Empty<string>()
        where Kind(file) is not ScriptKind.Other
        select file;

    private async Task RunScriptAsync(string script, CancellationToken cancellationToken)
    {
        LocalServiceLog.RunningScript(context.Logger, script);
        if (Kind(script) == ScriptKind.Shell)
        {
            await RunShellAsync(script, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable CA2100 // The script is the AppHost author's own SQL.
            await using var command = new NpgsqlCommand(await ReadAsync(script, cancellationToken).ConfigureAwait(false), connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e)
        {
            throw new DistributedApplicationException(
                $"The script '{script}' of the resource '{context.ResourceName}' failed: {e.MessageText} (SQL state {e.SqlState}). Mend it and start the resource again; no data was made.", e);
        }
    }

    private async Task RunShellAsync(string script, CancellationToken cancellationToken)
    {
        var variables = settings.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        variables["PGHOST"] = process.Endpoint.Host;
        variables["PGPORT"] = process.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        variables["PGUSER"] = variables[PostgresContainer.UserVariable] = settings.User;
        variables["PGDATABASE"] = variables[PostgresContainer.DatabaseVariable] = settings.Database;
        variables["PGPASSWORD"] = settings.Password;
        variables["PATH"] = string.Join(Path.PathSeparator, process.Server.BinFolder, Environment.GetEnvironmentVariable("PATH"));
        var result = await Workbench.Of(context).Processes.RunAsync(
            new ProcessSpec { FileName = "bash", Arguments = [script], Environment = variables, WorkingDirectory = Path.GetDirectoryName(script) },
            cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new DistributedApplicationException(
                $"The script '{script}' of the resource '{context.ResourceName}' ended with code {result.Exit.Code}: {result.Errors.ReplaceLineEndings(" ").Trim()} "
                + "Mend it and start the resource again; no data was made.");
        }
    }

    private async Task WaitUntilReadyAsync(RunningProcess server, List<string> output, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(limit.Token).ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException) when (!server.Completion.IsCompleted && !limit.IsCancellationRequested)
            {
                await Task.Delay(StartPoll, limit.Token).ConfigureAwait(false);
            }
            catch (NpgsqlException e)
            {
                throw new DistributedApplicationException(
                    $"PostgreSQL did not start to run the scripts of the resource '{context.ResourceName}': {e.Message} {output.LastOrDefault()}", e);
            }
        }
    }

    private string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = process.Endpoint.Host,
        Port = process.Endpoint.Port,
        Username = settings.User,
        Password = settings.Password,
        Database = settings.Database,
        Pooling = false,
        CommandTimeout = 0,
    }.ConnectionString;

    private static async Task<string> ReadAsync(string script, CancellationToken cancellationToken)
    {
        Stream stream = File.OpenRead(script);
        if (script.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            stream = new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }

    private static ScriptKind Kind(string file) =>
        file.EndsWith(".sh", StringComparison.Ordinal) ? ScriptKind.Shell
        : file.EndsWith(".sql", StringComparison.Ordinal) || file.EndsWith(".sql.gz", StringComparison.Ordinal) ? ScriptKind.Sql
        : ScriptKind.Other;

    private enum ScriptKind
    {
        Other,
        Sql,
        Shell,
    }
}
