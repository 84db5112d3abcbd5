using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Stack;
using CliWrap;
using CliWrap.Buffered;

namespace AspireEcs.Rehearsal.Servers;

/// <summary>PostgreSQL in RDS's place: its user with its password, its database, and TLS alone where the parameter group forces it.</summary>
internal static class PostgresServer
{
    // PostgreSQL refuses to run as root, and a rehearsal needs to be root for its network.
    private const string User = "nobody";

    internal static async Task<RunningProgram> StartAsync(ServerContext context, CancellationToken cancel)
    {
        var programs = InstalledProgram.PostgresFolder();
        var data = Path.Combine(context.Folder, "data");
        var (user, password, database) = await AccountAsync(context, cancel);

        var passwordFile = Path.Combine(context.Folder, "password");
        PrivateFile.Write(passwordFile, password);
        await RunAsync(Cli.Wrap("chown").WithArguments(["-R", User, context.Folder]), context, cancel);
        await RunAsync(AsNobody(Path.Combine(programs, "initdb"), "-D", data, "-U", user, $"--pwfile={passwordFile}", "-A", "scram-sha-256", "--no-sync", "-E", "UTF8"), context, cancel);
        File.Delete(passwordFile);
        await File.WriteAllLinesAsync(Path.Combine(data, "pg_hba.conf"), [$"{(ForcesTls(context) ? "hostssl" : "host")} all all all scram-sha-256"], cancel);
        await File.AppendAllLinesAsync(Path.Combine(data, "postgresql.conf"),
        [
            $"listen_addresses = '{context.Address}'", $"port = {context.Store.Port}", "unix_socket_directories = ''", "fsync = off",
            "ssl = on", $"ssl_cert_file = '{context.Certificate.Certificate}'", $"ssl_key_file = '{context.Certificate.Key}'",
        ], cancel);
        if (database is not null and not "postgres")
            await RunAsync(AsNobody(Path.Combine(programs, "postgres"), "--single", "-D", data, "postgres").WithStandardInputPipe(PipeSource.FromString($"CREATE DATABASE \"{database}\"\n")), context, cancel);
        return await context.StartAsync("setpriv", [.. Become, Path.Combine(programs, "postgres"), "-D", data], cancel);
    }

    private static string[] Become => [$"--reuid={User}", "--regid=nogroup", "--clear-groups"];

    /// <summary>Who may connect: as the template says, or as the connection string that a user would have given.</summary>
    private static async Task<(string User, string Password, string? Database)> AccountAsync(ServerContext context, CancellationToken cancel)
    {
        var store = context.Store;
        if (!store.IsProvisioned)
        {
            return store.Container is null
                ? (SecretValues.User, context.Secrets.PasswordOf(store), SecretValues.User)
                : (store.UserParameter is { } user ? context.Secrets.Of(user) : "postgres", store.PasswordParameter is { } password ? context.Secrets.Of(password) : context.Secrets.PasswordOf(store), null);
        }
        var instance = context.Stack.Template.Resources[store.Id].Properties;
        return (await TextAsync("MasterUsername") ?? "postgres", await TextAsync("MasterUserPassword") ?? "", await TextAsync("DBName"));

        async Task<string?> TextAsync(string property) => instance.TryGetProperty(property, out var value) ? await context.Stack.Values.TextAsync(value, cancel) : null;
    }

    private static bool ForcesTls(ServerContext context) =>
        !context.Store.IsProvisioned
        || context.Stack.Template.Resources.TryGetValue($"{context.Store.Id}Parameters", out var group) && group.Properties.TryGetProperty("Parameters", out var parameters)
        && parameters.TryGetProperty("rds.force_ssl", out var force) && force.ToString() == "1";

    private static Command AsNobody(string program, params string[] arguments) => Cli.Wrap("setpriv").WithArguments([.. Become, program, .. arguments]).WithWorkingDirectory("/");

    private static async Task RunAsync(Command command, ServerContext context, CancellationToken cancel)
    {
        var done = await command.WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(cancel);
        if (!done.IsSuccess)
            throw new RehearsalImpossible($"The server for {context.Store.Name} cannot be made: {done.StandardError.Trim()}");
    }
}
