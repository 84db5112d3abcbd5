using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Services.Tests.Servers;

/// <summary>A certificate for a server, from an authority that nobody but the test trusts.</summary>
internal sealed class TlsFiles : IDisposable
{
    private readonly ServerFolder _folder = new();

    /// <param name="host">The name in the certificate.</param>
    internal TlsFiles(string host = "localhost")
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authorityKey = RSA.Create(2048);
        var authorityRequest = Request("CN=Tea authority", authorityKey);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        using var key = RSA.Create(2048);
        var request = Request($"CN={host}", key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Authority, authority.ExportCertificatePem());
    }

    internal string Certificate => _folder.In("server.crt");

    internal string Key => _folder.In("server.key");

    /// <summary>The certificate of the authority.</summary>
    internal string Authority => _folder.In("authority.crt");

    internal string Thumbprint { get; }

    public void Dispose() => _folder.Dispose();

    private static CertificateRequest Request(string name, RSA key)
        => new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
