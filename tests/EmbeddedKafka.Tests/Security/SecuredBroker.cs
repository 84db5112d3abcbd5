using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Confluent.Kafka;

namespace EmbeddedKafka.Tests.Security;

/// <summary>A broker that speaks TLS, or asks who connects, or both; with the files for it.</summary>
internal sealed class SecuredBroker : IAsyncDisposable
{
    public const string User = "key";
    public const string Password = "a:secret";

    private readonly string _folder = Directory.CreateTempSubdirectory("embedded-kafka-security-").FullName;

    private SecuredBroker()
    {
    }

    public BrokerProcess Process { get; private set; } = null!;

    public string Authority => Path.Combine(_folder, "server.crt");

    public static async Task<SecuredBroker> StartAsync(bool tls, bool users)
    {
        var broker = new SecuredBroker();
        List<string> options = [];
        if (tls) options.AddRange(broker.Certificate());
        if (users) options.AddRange(["--users", broker.Write("users", $"other:one\n{User}:{Password}\n")]);
        broker.Process = await BrokerProcess.StartAsync([.. options]);
        return broker;
    }

    /// <summary>Settings with which a client gets in.</summary>
    public Action<ClientConfig> Credentials(SecurityProtocol protocol, string password = Password) => config =>
    {
        config.SecurityProtocol = protocol;
        config.SslCaLocation = Authority;
        config.SaslMechanism = SaslMechanism.Plain;
        config.SaslUsername = User;
        config.SaslPassword = password;
    };

    public string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        return ["--tls-certificate", Write("server.crt", certificate.ExportCertificatePem()), "--tls-key", Write("server.key", key.ExportPkcs8PrivateKeyPem())];
    }
}
