using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard;

/// <summary>What is kept of what services tell about themselves, where, and how much.</summary>
public sealed record TelemetryOptions
{
    /// <summary>How long it is kept. By default longer than the application runs, so that runs can be compared.</summary>
    public TelemetryKeeping Keep { get; init; } = TelemetryKeeping.Run;

    /// <summary>How many runs of an application are kept beside those that are pinned, this one among them. By default 10.</summary>
    public int Runs { get; init; } = 10;

    /// <summary>The size that a run may have, in megabytes; then the oldest of the service that takes most makes room. By default 1024.</summary>
    public int MaxMegabytes { get; init; } = 1024;

    /// <summary>The folder that holds the runs of all applications. <see langword="null"/> for <c>aspire/telemetry</c> in the user's data folder.</summary>
    public string? Folder { get; init; }

    internal long MaxBytes => (long)MaxMegabytes << 20;

    internal static TelemetryOptions FromConfiguration(IConfiguration configuration)
    {
        var defaults = new TelemetryOptions();
        return new TelemetryOptions
        {
            Keep = ReadKeep(configuration["Dashboard:Telemetry:Keep"], defaults.Keep),
            Runs = ReadNumber(configuration["Dashboard:Telemetry:Runs"], "DASHBOARD__TELEMETRY__RUNS", most: 1000, defaults.Runs),
            MaxMegabytes = ReadNumber(configuration["Dashboard:Telemetry:MaxMegabytes"], "DASHBOARD__TELEMETRY__MAXMEGABYTES", most: 1 << 20, defaults.MaxMegabytes),
            Folder = configuration["Dashboard:Telemetry:Folder"] is { } folder && !string.IsNullOrWhiteSpace(folder) ? Path.GetFullPath(folder) : null,
        };
    }

    private static TelemetryKeeping ReadKeep(string? text, TelemetryKeeping whenAbsent)
    {
        if (string.IsNullOrWhiteSpace(text))
            return whenAbsent;
        return Enum.TryParse<TelemetryKeeping>(text, ignoreCase: true, out var keep) && Enum.IsDefined(keep)
            ? keep
            : throw new DashboardException($"The setting DASHBOARD__TELEMETRY__KEEP is '{text}'. Set it to None, Run or Resume, or remove it.");
    }

    private static int ReadNumber(string? text, string setting, int most, int whenAbsent)
    {
        if (string.IsNullOrWhiteSpace(text))
            return whenAbsent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new DashboardException($"The setting {setting} is '{text}'. Set it to a whole number from 1 to {most}, or remove it.");
    }
}

/// <summary>How long telemetry is kept.</summary>
public enum TelemetryKeeping
{
    /// <summary>Until the application ends.</summary>
    None,

    /// <summary>As a run of its own, which can be opened when the application has ended.</summary>
    Run,

    /// <summary>In the run before, if there is one: it goes on where that ended.</summary>
    Resume,
}
