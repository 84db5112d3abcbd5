using System.Collections.Immutable;
using System.Security.Cryptography;
using Aspire.Dashboard.ResourceService;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard;

/// <summary>Where the dashboard is served, and to whom.</summary>
public sealed record DashboardOptions
{
    /// <summary>The addresses to listen on. A port of 0 stands for any free one. By default any free port of this machine alone.</summary>
    public ImmutableArray<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>Who may see it. By default those who have the token.</summary>
    public DashboardAuthMode AuthMode { get; init; } = DashboardAuthMode.BrowserToken;

    /// <summary>The token that lets in. By default a new one for each run.</summary>
    public string BrowserToken { get; init; } = NewToken();

    /// <summary>Whether http, which anybody on the way can read, may be served beyond this machine. By default it may not.</summary>
    public bool AllowUnsecuredTransport { get; init; }

    /// <summary>Host names, other than those of this machine, by which the dashboard may be asked for.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Where services send their telemetry by OTLP/gRPC. <see langword="null"/> for nowhere.</summary>
    public string? OtlpGrpcUrl { get; init; }

    /// <summary>Where services send their telemetry by OTLP/HTTP, with protobuf or JSON. <see langword="null"/> for nowhere.</summary>
    public string? OtlpHttpUrl { get; init; }

    /// <summary>What services have to send in the header <c>x-otlp-api-key</c>. <see langword="null"/> when they need not.</summary>
    public string? OtlpApiKey { get; init; }

    /// <summary>Another key that is taken as well, so that keys can be changed while services run.</summary>
    internal string? OtlpSecondaryApiKey { get; init; }

    /// <summary>Which sites' pages may send telemetry from a browser. By default none.</summary>
    internal OtlpCorsOptions OtlpCors { get; init; } = OtlpCorsOptions.Nobody;

    /// <summary>Where other dashboards can ask for the resources. By default nowhere.</summary>
    internal ResourceServiceOptions? ResourceService { get; init; }

    /// <summary>What is kept of what services send, where, and how much.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The application whose resources are shown.</summary>
    public string ApplicationName { get; init; } = "Application";

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads <c>ASPNETCORE_URLS</c>, <c>Dashboard:Frontend:AuthMode</c>, <c>Dashboard:Frontend:BrowserToken</c> (as environment
    /// variables: <c>DASHBOARD__FRONTEND__AUTHMODE</c> and so on), <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c>,
    /// <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c>, <c>Dashboard:Otlp:AuthMode</c>, <c>Dashboard:Otlp:PrimaryApiKey</c>,
    /// <c>Dashboard:Otlp:SecondaryApiKey</c>, <c>Dashboard:Otlp:Cors:AllowedOrigins</c>, <c>Dashboard:Otlp:Cors:AllowedHeaders</c>,
    /// what an AppHost sets in their place (<c>AppHost:BrowserToken</c>, <c>AppHost:OtlpApiKey</c>), <c>ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS</c>,
    /// <c>ASPIRE_ALLOW_UNSECURED_TRANSPORT</c>, <c>Dashboard:Telemetry:Keep</c>, <c>:Runs</c>, <c>:MaxMegabytes</c> and <c>:Folder</c>, <c>ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL</c>, <c>AppHost:ResourceService:AuthMode</c> and <c>:ApiKey</c>, and <c>AllowedHosts</c>. What is not set keeps its default.
    /// </summary>
    /// <param name="configuration">The settings, environment variables among them.</param>
    /// <exception cref="DashboardException">A setting has a value that it cannot have.</exception>
    public static DashboardOptions FromConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var defaults = new DashboardOptions();
        return defaults with
        {
            Urls = List(configuration["ASPNETCORE_URLS"]) is { IsEmpty: false } urls ? urls : defaults.Urls,
            AuthMode = ReadAuthMode(configuration),
            BrowserToken = Text(configuration, "Dashboard:Frontend:BrowserToken") ?? Text(configuration, "AppHost:BrowserToken") ?? defaults.BrowserToken,
            AllowUnsecuredTransport = Flag(configuration, "ASPIRE_ALLOW_UNSECURED_TRANSPORT"),
            OtlpGrpcUrl = Text(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"),
            OtlpHttpUrl = Text(configuration, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"),
            OtlpApiKey = ReadOtlpApiKey(configuration),
            OtlpSecondaryApiKey = ReadOtlpApiKey(configuration) is null ? null : Text(configuration, "Dashboard:Otlp:SecondaryApiKey"),
            OtlpCors = new OtlpCorsOptions(List(configuration["Dashboard:Otlp:Cors:AllowedOrigins"], ','), List(configuration["Dashboard:Otlp:Cors:AllowedHeaders"], ',')),
            ResourceService = ResourceServiceOptions.FromConfiguration(configuration),
            Telemetry = TelemetryOptions.FromConfiguration(configuration),
            AllowedHosts = [.. List(configuration["AllowedHosts"]).Where(host => host != "*")],
        };
    }

    private static DashboardAuthMode ReadAuthMode(IConfiguration configuration)
    {
        var text = configuration["Dashboard:Frontend:AuthMode"];
        if (string.IsNullOrWhiteSpace(text))
            return Flag(configuration, "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS") ? DashboardAuthMode.Unsecured : DashboardAuthMode.BrowserToken;
        return Enum.TryParse<DashboardAuthMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
            ? mode
            : throw new DashboardException($"The setting DASHBOARD__FRONTEND__AUTHMODE is '{text}'. Set it to BrowserToken or Unsecured, or remove it.");
    }

    private static string? ReadOtlpApiKey(IConfiguration configuration)
    {
        var key = Text(configuration, "Dashboard:Otlp:PrimaryApiKey") ?? Text(configuration, "AppHost:OtlpApiKey");
        return Text(configuration, "Dashboard:Otlp:AuthMode")?.ToUpperInvariant() switch
        {
            null => key,
            "UNSECURED" => null,
            "APIKEY" => key ?? throw new DashboardException("The setting DASHBOARD__OTLP__AUTHMODE is ApiKey and there is no key. Set DASHBOARD__OTLP__PRIMARYAPIKEY as well."),
            var mode => throw new DashboardException($"The setting DASHBOARD__OTLP__AUTHMODE is '{mode}'. Set it to ApiKey or Unsecured, or remove it."),
        };
    }

    private static string? Text(IConfiguration configuration, string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];

    private static bool Flag(IConfiguration configuration, string name) => configuration[name] switch
    {
        null or "" => false,
        "1" => true,
        "0" => false,
        var text => bool.TryParse(text, out var value)
            ? value
            : throw new DashboardException($"The setting {name} is '{text}'. Set it to true or false, or remove it."),
    };

    private static ImmutableArray<string> List(string? text, char separator = ';') =>
        [.. (text ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Who may see the dashboard.</summary>
public enum DashboardAuthMode
{
    /// <summary>Whoever has the token: in the link that is printed at the start, and in a cookie afterwards.</summary>
    BrowserToken,

    /// <summary>Everybody who reaches the address.</summary>
    Unsecured,
}
