using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>The server process on a data folder.</summary>
internal sealed class PostgresProcess(PostgresServer server, string dataFolder, LocalServiceEndpoint endpoint)
{
    internal PostgresServer Server => server;

    internal string DataFolder => dataFolder;

    internal LocalServiceEndpoint Endpoint => endpoint;

    /// <summary>Whether data outlives the run, so that it must also outlive a power cut.</summary>
    internal bool KeepsData { get; init; }

    internal IReadOnlyList<string> Arguments => On(dataFolder);

    /// <summary>The arguments to run on a folder that is still being made.</summary>
    internal IReadOnlyList<string> On(string folder)
    {
        List<string> arguments = ["-D", folder];
        void Set(string setting, string value) => arguments.AddRange(["-c", $"{setting}={value}"]);

        Set("listen_addresses", endpoint.Host);
        Set("port", endpoint.Port.ToString(CultureInfo.InvariantCulture));
        Set("unix_socket_directories", ""); // nobody looks there, and a folder in common would mix servers up
        Set("logging_collector", "off");
        Set("log_destination", "stderr");
        if (!KeepsData)
        {
            Set("fsync", "off");
            Set("synchronous_commit", "off");
            Set("full_page_writes", "off");
        }

        return arguments;
    }
}
