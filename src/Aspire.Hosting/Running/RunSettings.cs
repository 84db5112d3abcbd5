using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>Looks at the settings of a run before anything is started, so that a wrong one is answered by one sentence.</summary>
internal static class RunSettings
{
    /// <summary>Whether fixed ports are replaced by free ones. So it is in tests: they run beside the application.</summary>
    public const string RandomizePorts = "DcpPublisher:RandomizePorts";

    /// <exception cref="DistributedApplicationException">A setting has a value that it cannot have.</exception>
    public static void Validate(IConfiguration configuration)
    {
        ConsoleModes.Read(configuration);
        foreach (var flag in new[] { RandomizePorts, LocalServiceFactory.FreshVolumesSetting })
        {
            if (configuration[flag] is { Length: > 0 } text && !bool.TryParse(text, out _))
            {
                throw new DistributedApplicationException($"The setting {flag} is '{text}'. It can be true or false.");
            }
        }
    }
}
