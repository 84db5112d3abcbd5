using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.StackExchange.Redis;

/// <summary>Judges a server's certificate as a client does, and remembers what was wrong with it.</summary>
internal sealed class CertificateJudgement(CertificateAuthority? authority)
{
    internal enum Faults
    {
        AnotherHost,
        Untrusted,
        OutOfTime,
    }

    /// <summary>What is wrong; null while no certificate was refused.</summary>
    internal Faults? Fault { get; private set; }

    /// <summary>What the certificate says about the fault.</summary>
    internal string Details { get; private set; } = "";

    internal bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (authority?.Accepts(certificate, chain, errors) ?? errors == SslPolicyErrors.None)
        {
            return true;
        }

        // Of two faults the host is the one to mend first: another authority would not help.
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            (Fault, Details) = (Faults.AnotherHost, NamesIn(certificate as X509Certificate2));
        }
        else if (chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true)
        {
            (Fault, Details) = (Faults.OutOfTime, $"{certificate?.GetEffectiveDateString()} to {certificate?.GetExpirationDateString()}");
        }
        else
        {
            (Fault, Details) = (Faults.Untrusted, certificate?.Issuer ?? "nobody");
        }

        return false;
    }

    private static string NamesIn(X509Certificate2? certificate)
    {
        var names = certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToArray() ?? [];
        var all = names.SelectMany(extension => extension.EnumerateDnsNames())
            .Concat(names.SelectMany(extension => extension.EnumerateIPAddresses()).Select(address => address.ToString()))
            .ToArray();
        return all.Length > 0 ? string.Join(", ", all) : certificate?.Subject ?? "nobody";
    }
}
