using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.ResourceService;

/// <summary>Where other dashboards can ask for the resources, and with which key.</summary>
/// <param name="Url">The address.</param>
/// <param name="ApiKey">What they send in the header <c>x-resource-service-api-key</c>; <see langword="null"/> when they need not.</param>
internal sealed record ResourceServiceOptions(string Url, string? ApiKey)
{
    internal const string UrlSetting = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    private const string OlderUrlSetting = "DOTNET_RESOURCE_SERVICE_ENDPOINT_URL";
    private const string AuthModeSetting = "AppHost:ResourceService:AuthMode";
    private const string ApiKeySetting = "AppHost:ResourceService:ApiKey";

    /// <summary>
    /// Served only if there is an address and a key that the other dashboard can know, or none is wanted: launch profiles have the
    /// address as a matter of course, and nobody could ask with a key that was made up here.
    /// </summary>
    /// <exception cref="DashboardException">The mode is unknown, or a key is wanted and there is none.</exception>
    internal static ResourceServiceOptions? FromConfiguration(IConfiguration configuration)
    {
        if ((Text(configuration, UrlSetting) ?? Text(configuration, OlderUrlSetting)) is not { } url)
            return null;
        var key = Text(configuration, ApiKeySetting);
        return Text(configuration, AuthModeSetting)?.ToUpperInvariant() switch
        {
            null => key is null ? null : new(url, key),
            "UNSECURED" => new(url, ApiKey: null),
            "APIKEY" => key is null ? throw new DashboardException($"The setting {AuthModeSetting} is ApiKey and there is no key. Set {ApiKeySetting} as well.") : new(url, key),
            var mode => throw new DashboardException($"The setting {AuthModeSetting} is '{mode}'. Set it to ApiKey or Unsecured, or remove it."),
        };
    }

    private static string? Text(IConfiguration configuration, string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];
}
