using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>The list of servers that pgAdmin opens with (https://www.pgadmin.org/docs/pgadmin4/latest/import_export_servers.html).</summary>
internal static class PgAdminServers
{
    public const string Folder = "/pgadmin4";

    public static async Task<IEnumerable<ContainerFileSystemItem>> MakeAsync(IDistributedApplicationBuilder application, CancellationToken cancellationToken)
    {
        var servers = new Dictionary<int, Server>();
        foreach (var resource in application.Resources.OfType<PostgresServerResource>())
        {
            var login = await ToolLogin.ToAsync(resource, cancellationToken).ConfigureAwait(false);
            servers[servers.Count + 1] = new(resource.Name, "Servers", login.Host, login.Port, login.User, PostgresContainer.DefaultDatabase, Print(login.Password), new("prefer"));
        }

        return [new ContainerFile { Name = "servers.json", Contents = JsonSerializer.Serialize(new { Servers = servers }) }];
    }

    // pgAdmin takes no password in the file, but a command of the container's shell that prints it.
    private static string Print(string password) => $"printf %s '{password.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private sealed record Server(
        string Name, string Group, string Host, int Port, string Username, [property: JsonPropertyName("MaintenanceDB")] string Database, string PasswordExecCommand, Parameters ConnectionParameters);

    private sealed record Parameters([property: JsonPropertyName("sslmode")] string SslMode);
}
