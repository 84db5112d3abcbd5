using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.ClientIntegrations;

/// <summary>Where the client integrations find a connection string, and what they say when there is none.</summary>
internal static class ConnectionStrings
{
    /// <summary>The value of <c>ConnectionStrings:{name}</c>, or null where it is absent or blank.</summary>
    internal static string? Find(IHostApplicationBuilder builder, string connectionName)
        => builder.Configuration.GetConnectionString(connectionName) is { } value && !string.IsNullOrWhiteSpace(value)
            ? value
            : null;

    /// <summary>The error of a client whose connection string is nowhere.</summary>
    internal static InvalidOperationException Missing(string connectionName, string section, string? specificSection = null)
        => new($"The connection string '{connectionName}' is missing. Set 'ConnectionStrings:{connectionName}' "
            + "(in an AppHost: WithReference on the project), or 'ConnectionString' in the configuration section "
            + $"'{section}' or '{specificSection ?? $"{section}:{connectionName}"}'.");
}
