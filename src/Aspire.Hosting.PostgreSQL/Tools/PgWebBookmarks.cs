using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>The databases that pgweb offers, a file each (https://github.com/sosedoff/pgweb/wiki/Server-Connection-Bookmarks).</summary>
internal static class PgWebBookmarks
{
    public const string Folder = "/.pgweb/bookmarks";

    public static async Task<IEnumerable<ContainerFileSystemItem>> MakeAsync(IDistributedApplicationBuilder application, CancellationToken cancellationToken)
    {
        var files = new List<ContainerFileSystemItem>();
        foreach (var server in application.Resources.OfType<PostgresServerResource>())
        {
            var login = await ToolLogin.ToAsync(server, cancellationToken).ConfigureAwait(false);
            var databases = server.DatabaseResources.Select(database => (database.Name, database.DatabaseName)).ToList();
            if (databases.Count == 0)
            {
                databases.Add((server.Name, PostgresContainer.DefaultDatabase));
            }

            files.AddRange(databases.Select(database => new ContainerFile { Name = $"{database.Name}.toml", Contents = Describe(login, database.DatabaseName) }));
        }

        return files;
    }

    private static string Describe(ToolLogin login, string database) => FormattableString.Invariant($"""
        host = {Quote(login.Host)}
        port = {login.Port}
        user = {Quote(login.User)}
        password = {Quote(login.Password)}
        database = {Quote(database)}
        sslmode = "disable"

        """);

    // A text of JSON is one of TOML.
    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
