using Aspire.Hosting.Running.Configuration;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>The environment of a project: what the model says, without what the AppHost was told for itself.</summary>
internal static class ProjectEnvironment
{
    private static readonly string[] _ofTheAppHost =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "DASHBOARD__FRONTEND__BROWSERTOKEN", "DASHBOARD__OTLP__PRIMARYAPIKEY"];

    /// <summary>What is set over the inherited environment; <see langword="null"/> removes a variable.</summary>
    public static Dictionary<string, string?> Of(ExecutionConfiguration configuration)
    {
        var environment = configuration.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        foreach (var own in _ofTheAppHost)
        {
            environment.TryAdd(own, null);
        }

        return environment;
    }
}
