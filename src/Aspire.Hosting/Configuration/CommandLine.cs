using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Configuration;

/// <summary>What the AppHost's command line says about the operation.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = "AppHost:Operation",
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
        ["--step"] = "Pipeline:Step",
    };

    /// <summary>Writes the AppHost's own options as settings, so that the configuration has them under their names.</summary>
    public static string[] Normalize(string[] args) => [.. args.Select(Normalize)];

    /// <summary>Publish, if <c>--publisher</c> or <c>--operation publish</c> was given; else run.</summary>
    public static DistributedApplicationOperation Operation(IConfiguration configuration) => configuration["AppHost:Operation"]?.ToLowerInvariant() switch
    {
        "publish" => DistributedApplicationOperation.Publish,
        "run" => DistributedApplicationOperation.Run,
        null => configuration["Publishing:Publisher"] is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish,
        var other => throw new DistributedApplicationException($"'{other}' is no operation of an AppHost. Use --operation run or --operation publish."),
    };

    private static string Normalize(string arg)
    {
        var name = arg.Split('=', 2)[0];
        return _settings.TryGetValue(name, out var setting) ? $"--{setting}{arg[name.Length..]}" : arg;
    }
}
