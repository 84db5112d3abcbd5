using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.StackExchange.Redis;

/// <summary>A private certificate authority that a client trusts beside those of the machine.</summary>
internal sealed class CertificateAuthority
{
    private readonly X509Certificate2Collection _certificates = [];

    private CertificateAuthority()
    {
    }

    /// <summary>Reads the setting of a client: the path of a PEM file, or its text.</summary>
    /// <exception cref="InvalidOperationException">There is no certificate.</exception>
    internal static CertificateAuthority Load(string pathOrText, string connectionName)
    {
        var authority = new CertificateAuthority();
        var isText = pathOrText.Contains("-----BEGIN", StringComparison.Ordinal);
        try
        {
            authority._certificates.ImportFromPem(isText ? pathOrText : File.ReadAllText(pathOrText));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Refused(connectionName, exception.Message);
        }

        return authority._certificates.Count > 0
            ? authority
            : throw Refused(connectionName, isText ? "the text holds no certificate" : $"'{pathOrText}' holds no certificate");
    }

    internal static string Setting(string connectionName)
        => $"{RedisRegistration.Section}:{connectionName}:{nameof(StackExchangeRedisSettings.CertificateAuthority)}";

    /// <summary>Whether a server's certificate is good, coming from this authority or one that the machine trusts.</summary>
    internal bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        // Only who signed is another question here. A certificate for another host stays refused.
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 ofServer)
        {
            return errors == SslPolicyErrors.None;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_certificates);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return own.Build(ofServer);
    }

    private static InvalidOperationException Refused(string connectionName, string cause)
        => new($"The setting '{Setting(connectionName)}' cannot be used: {cause}. It is the path of a PEM file with the "
            + "certificate of the authority that signed the server's, or the text of such a file.");
}
