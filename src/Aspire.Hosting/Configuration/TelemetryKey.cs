using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Configuration;

/// <summary>What services send along with their telemetry, so that the dashboard takes it from this run's services alone.</summary>
internal static class TelemetryKey
{
    internal const string Setting = "AppHost:OtlpApiKey";

    /// <summary>Makes a key for this run, unless the user has set one. The dashboard and the services read it from the same setting.</summary>
    public static void Ensure(IConfigurationManager configuration)
    {
        if (configuration[Setting] is not { Length: > 0 })
        {
            var key = configuration["Dashboard:Otlp:PrimaryApiKey"] is { Length: > 0 } own ? own : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            configuration.AddInMemoryCollection([new(Setting, key)]);
        }
    }
}
