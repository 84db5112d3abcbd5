using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AspireEcs.Rehearsal.Servers;

/// <summary>Issues the certificates of a rehearsal's servers. It lives as long as the rehearsal, and its key is in no file.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _from;

    internal CertificateAuthority(TimeProvider time)
    {
        _from = time.GetUtcNow() - TimeSpan.FromHours(1);
        var request = new CertificateRequest("CN=aspire-ecs rehearsal", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _certificate = request.CreateSelfSigned(_from, _from + Validity);
    }

    /// <summary>Its own certificate, which the tasks trust.</summary>
    internal string Pem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Writes a certificate and its key into a folder.</summary>
    internal CertificateFiles Issue(string host, IPAddress address, string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=rehearsal", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));   // of a server
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issued = request.Create(_certificate, _from, _from + Validity, RandomNumberGenerator.GetBytes(16));

        var files = new CertificateFiles(Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"), Path.Combine(folder, "ca.crt"));
        File.WriteAllText(files.Certificate, issued.ExportCertificatePem() + "\n");
        PrivateFile.Write(files.Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(files.Authority, Pem);
        return files;
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}

/// <summary>The paths of a server's certificate, as PEM.</summary>
internal sealed record CertificateFiles(string Certificate, string Key, string Authority);
