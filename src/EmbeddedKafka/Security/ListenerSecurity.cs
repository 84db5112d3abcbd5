using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EmbeddedKafka.CommandLine;

namespace EmbeddedKafka.Security;

/// <summary>What a client has to do before it is served.</summary>
/// <param name="Tls">How TLS is spoken; null where it is not.</param>
/// <param name="Users">Who may connect; null where everybody may.</param>
internal sealed record ListenerSecurity(SslServerAuthenticationOptions? Tls, Users? Users)
{
    /// <summary>How long a client may take to say who it is.</summary>
    public static readonly TimeSpan TimeToAuthenticate = TimeSpan.FromSeconds(10);

    /// <exception cref="StartupException">A file cannot be read.</exception>
    public static ListenerSecurity Load(BrokerOptions options) => new(
        options is { CertificateFile: { } certificate, KeyFile: { } key } ? LoadTls(certificate, key) : null,
        options.UsersFile is { } users ? Users.Read(users) : null);

    private static SslServerAuthenticationOptions LoadTls(string certificate, string key)
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
            var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);   // Windows takes no key that was in a PEM file
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(own, chain, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartupException($"--tls-certificate {certificate} with --tls-key {key} cannot be used: {unusable.Message} Both are PEM files, and the key is that of the certificate.");
        }
    }
}
