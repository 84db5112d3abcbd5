using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running.Ide;

/// <summary>What an IDE that starts an AppHost tells it, so that it may ask the IDE to start its projects.</summary>
/// <remarks>The names are those of Aspire's IDE execution protocol.</remarks>
internal sealed class IdeSettings
{
    public const string PortName = "DEBUG_SESSION_PORT";
    public const string TokenName = "DEBUG_SESSION_TOKEN";
    public const string CertificateName = "DEBUG_SESSION_SERVER_CERTIFICATE";
    public const string InfoName = "DEBUG_SESSION_INFO";
    public const string RunModeName = "DEBUG_SESSION_RUN_MODE";
    public const string InstancePrefixName = "DCP_INSTANCE_ID_PREFIX";

    private IdeSettings(Uri address, string token, X509Certificate2? certificate)
    {
        Address = address;
        Token = token;
        Certificate = certificate;
    }

    /// <summary>Where the IDE listens.</summary>
    public Uri Address { get; }

    /// <summary>Proves to the IDE that it is asked by the AppHost that it started. No log shows it.</summary>
    public string Token { get; }

    /// <summary>The only certificate that the IDE may show; none where it is asked without TLS.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>What the IDE can do, as the JSON that it would answer when asked; none if it has to be asked.</summary>
    public string? Info { get; private init; }

    /// <summary>How projects are to be started; none if the IDE did not say.</summary>
    public string? RunMode { get; private init; }

    /// <summary>Tells the requests of this run from those of another. It begins as the IDE wants it to.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Whether an IDE started the AppHost.</summary>
    public static bool ArePresent(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[PortName]);

    /// <exception cref="DistributedApplicationException">A setting is missing or wrong; the message says which and what to do.</exception>
    public static IdeSettings Read(IConfiguration configuration)
    {
        var certificate = ReadCertificate(configuration[CertificateName]);
        return new(ReadAddress(configuration[PortName], certificate is not null), ReadToken(configuration[TokenName]), certificate)
        {
            Info = NullIfEmpty(configuration[InfoName]),
            RunMode = NullIfEmpty(configuration[RunModeName]),
            InstanceId = configuration[InstancePrefixName] + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Takes the token out of a text that came from elsewhere.</summary>
    public string Redact(string text) => text.Replace(Token, "***", StringComparison.Ordinal);

    public override string ToString() => $"the IDE at {Address.GetLeftPart(UriPartial.Authority)}";

    private static Uri ReadAddress(string? text, bool secured)
    {
        var given = text?.Trim() ?? "";
        var authority = given.All(char.IsAsciiDigit) ? $"localhost:{given}" : given;
        return Uri.TryCreate($"{(secured ? "https" : "http")}://{authority}/", UriKind.Absolute, out var address)
            && address is { Port: > 0, AbsolutePath: "/", UserInfo: "", Query: "", Fragment: "" } && authority.Contains(':', StringComparison.Ordinal)
                ? address
                : throw Wrong(PortName, $"is '{given}', and should be a port such as 52001, or a host and a port such as localhost:52001");
    }

    private static string ReadToken(string? text) => text?.Trim() switch
    {
        null or "" => throw Wrong(TokenName, $"is missing although {PortName} is set"),
        { } token when token.Any(character => character is <= ' ' or > '~') => throw Wrong(TokenName, "holds characters that cannot be sent"),
        { } token => token,
    };

    private static X509Certificate2? ReadCertificate(string? text)
    {
        if (NullIfEmpty(text) is not { } given)
        {
            return null;
        }

        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(given));
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw Wrong(CertificateName, "is no certificate (DER, in base64)");
        }
    }

    private static DistributedApplicationException Wrong(string name, string what) =>
        new($"the variable {name}, by which an IDE tells how to reach it, {what}. Start the AppHost from the IDE again; or, to run the projects without it, unset {PortName}.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
