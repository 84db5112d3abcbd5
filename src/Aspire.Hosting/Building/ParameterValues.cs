using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Building;

/// <summary>Where the value of a parameter comes from.</summary>
internal static class ParameterValues
{
    /// <summary>The value that was supplied, or else the default.</summary>
    /// <exception cref="MissingParameterValueException">There is neither.</exception>
    public static string Get(IConfiguration configuration, string name, ParameterDefault? fallback, string? key = null)
    {
        var setting = key ?? $"Parameters:{name}";

        // Shells do not let a variable's name hold a hyphen.
        return configuration[setting]
            ?? configuration[setting.Replace('-', '_')]
            ?? fallback?.GetDefaultValue()
            ?? throw new MissingParameterValueException(
                $"The {(setting.StartsWith("ConnectionStrings:", StringComparison.Ordinal) ? "connection string" : "parameter")} '{name}' has no value. Set {setting} in the AppHost's configuration: the environment variable {setting.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}, "
                + $"the user secret (dotnet user-secrets set \"{setting}\" VALUE) or appsettings.json.");
    }

    /// <summary>The default, made once and kept in the user secrets. Publishing makes and keeps nothing.</summary>
    public static ParameterDefault Kept(IDistributedApplicationBuilder builder, string name, ParameterDefault fallback) =>
        builder.ExecutionContext.IsRunMode && builder.UserSecretsManager.IsAvailable ? new KeptDefault(builder, name, fallback) : fallback;

    private sealed class KeptDefault(IDistributedApplicationBuilder builder, string name, ParameterDefault fallback) : ParameterDefault
    {
        public override string GetDefaultValue()
        {
            var key = $"Parameters:{name}";
            builder.UserSecretsManager.GetOrSetSecret(builder.Configuration, key, fallback.GetDefaultValue);
            return builder.Configuration[key]!;
        }

        public override void WriteToManifest(ManifestPublishingContext context) => fallback.WriteToManifest(context);
    }
}
