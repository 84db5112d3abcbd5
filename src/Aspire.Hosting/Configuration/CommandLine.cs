using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Configuration;

/// <summary>What the AppHost's command line says about the operation.</summary>
internal static class CommandLine
{
    private const string OperationSetting = "AppHost:Operation";

    private static readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--operation"] = OperationSetting,
        ["--publisher"] = "Publishing:Publisher",
        ["--output-path"] = "Publishing:OutputPath",
        ["--step"] = "Pipeline:Step",
    };

    /// <summary>Writes the AppHost's own options as settings, so that the configuration has them under their names.</summary>
    public static string[] Normalize(string[] args) => [.. args.Select(Normalize)];

    /// <summary>Publish, if <c>--publisher</c> or <c>--operation publish</c> was given; else run.</summary>
    public static DistributedApplicationOperation Operation(IConfiguration configuration) => Named(configuration) switch
    {
        "publish" => DistributedApplicationOperation.Publish,
        null when configuration["Publishing:Publisher"] is not null => DistributedApplicationOperation.Publish,
        _ => DistributedApplicationOperation.Run,
    };

    /// <summary>Refuses an operation that does not exist. Apart from choosing one, so that the user gets a sentence and not a crash while the model is built.</summary>
    /// <exception cref="DistributedApplicationException">There is no such operation.</exception>
    public static void Validate(IConfiguration configuration)
    {
        if (Named(configuration) is not (null or "run" or "publish"))
        {
            throw new DistributedApplicationException($"'{configuration[OperationSetting]}' is no operation of an AppHost. Use --operation run or --operation publish.");
        }
    }

    private static string? Named(IConfiguration configuration) => configuration[OperationSetting]?.ToLowerInvariant();

    private static string Normalize(string arg)
    {
        var name = arg.Split('=', 2)[0];
        return _settings.TryGetValue(name, out var setting) ? $"--{setting}{arg[name.Length..]}" : arg;
    }
}
