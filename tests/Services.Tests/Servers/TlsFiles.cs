using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Services.Tests.Servers;

/// <summary>A certificate for this machine that nobody but the test trusts.</summary>
internal sealed class TlsFiles : IDisposable
{
    private readonly ServerFolder _folder = new();

    internal TlsFiles()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    internal string Certificate => _folder.In("server.crt");

    internal string Key => _folder.In("server.key");

    internal string Thumbprint { get; }

    public void Dispose() => _folder.Dispose();
}
