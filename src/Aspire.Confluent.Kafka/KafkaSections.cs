using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Confluent.Kafka;

internal static class KafkaSections
{
    /// <summary>The section of all clients of a kind, then the one of this client, which wins.</summary>
    internal static IConfigurationSection[] From(IHostApplicationBuilder builder, string section, string connectionName)
    {
        var general = builder.Configuration.GetSection(section);
        return [general, general.GetSection(connectionName)];
    }
}
