using Aspire.Hosting.Building;
using Aspire.Hosting.Running.Console;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What is different about an application in a test.</summary>
internal static class TestDefaults
{
    /// <summary>Before the builder is made. What the command line says wins over these.</summary>
    public static void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        settings.EnvironmentName ??= Environments.Development;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(
        [
            // The name by which Aspire's own tests ask for free ports.
            new("DcpPublisher:RandomizePorts", "true"),
            new(ConsoleModes.Setting, nameof(ConsoleMode.Off)),
            new(LocalServiceFactory.FreshVolumesSetting, "true"),
        ]);
    }

    public static DistributedApplicationBuilder CreateBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var before = BuilderObserver.Current;
        BuilderObserver.Current = new OptionsOnly(configure);
        try
        {
            return new DistributedApplicationBuilder(args);
        }
        finally
        {
            BuilderObserver.Current = before;
        }
    }

    private sealed class OptionsOnly(Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : BuilderObserver
    {
        public override bool StartsApplication => false;

        public override void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
        {
            Apply(options, settings);
            configure(options, settings);
        }
    }
}
