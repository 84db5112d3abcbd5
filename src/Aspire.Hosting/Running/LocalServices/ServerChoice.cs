using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.LocalServices;

/// <summary>Which server the user wants a local service to run: setting <c>Aspire:LocalServices:{service}:Server</c>.</summary>
/// <remarks><c>Auto</c> (the default), <c>Installed</c>, <c>Embedded</c>, or the absolute path of a program or its folder.</remarks>
internal sealed record ServerChoice
{
    private ServerChoice(string setting) => Setting = setting;

    /// <summary>The name of the setting, for messages.</summary>
    public string Setting { get; }

    /// <summary>Whether a server that is installed on the machine may be used.</summary>
    public bool AllowsInstalled { get; private init; } = true;

    /// <summary>Whether the server that comes with the hosting package may be used.</summary>
    public bool AllowsEmbedded { get; private init; } = true;

    /// <summary>Where the one server is that may be used, if the user named it.</summary>
    public string? Path { get; private init; }

    /// <exception cref="DistributedApplicationException">The setting holds something else.</exception>
    public static ServerChoice Read(IConfiguration configuration, string service)
    {
        var choice = new ServerChoice($"Aspire:LocalServices:{service}:Server");
        return configuration[choice.Setting] switch
        {
            null or "" => choice,
            var value when Is(value, "Auto") => choice,
            var value when Is(value, "Installed") => choice with { AllowsEmbedded = false },
            var value when Is(value, "Embedded") => choice with { AllowsInstalled = false },
            var value when System.IO.Path.IsPathFullyQualified(value) => choice with { AllowsEmbedded = false, Path = value },
            var value => throw new DistributedApplicationException(
                $"The setting {choice.Setting} is '{value}'. It is Auto, Installed, Embedded, or the absolute path of a server."),
        };

        static bool Is(string value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
