using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Aspire.StackExchange.Redis;

/// <summary>One connection to a server, on which a few commands are tried and the first line of each answer is read.</summary>
internal sealed class RedisProbe : IDisposable
{
    private readonly TcpClient _tcp = new();
    private Stream? _stream;

    private RedisProbe()
    {
    }

    internal static async Task<RedisProbe> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var probe = new RedisProbe();
        try
        {
            await probe._tcp.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            probe._stream = probe._tcp.GetStream();
            return probe;
        }
        catch
        {
            probe.Dispose();
            throw;
        }
    }

    /// <exception cref="AuthenticationException">The certificate was refused, or there is no TLS on the other side.</exception>
    /// <exception cref="IOException">The connection was closed.</exception>
    internal async Task SecureAsync(
        string host, SslProtocols protocols, RemoteCertificateValidationCallback validate, CancellationToken cancellation)
    {
        var secured = new SslStream(_stream!, leaveInnerStreamOpen: false, validate);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = protocols }, cancellation).ConfigureAwait(false);
    }

    /// <returns>The first line of the answer; what there was of it, or nothing, where the server closed the connection.</returns>
    internal async Task<string> AskAsync(CancellationToken cancellation, params string[] command)
    {
        var request = new StringBuilder().Append('*').Append(command.Length).Append("\r\n");
        foreach (var word in command)
        {
            request.Append('$').Append(Encoding.UTF8.GetByteCount(word)).Append("\r\n").Append(word).Append("\r\n");
        }

        try
        {
            await _stream!.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellation).ConfigureAwait(false);
            return await ReadLineAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // A connection that is reset is an answer like one that is closed.
            return "";
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _tcp.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var buffer = new byte[512];
        while (line.Length < 2048)
        {
            var count = await _stream!.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            line.Append(Encoding.Latin1.GetString(buffer, 0, count));
            var text = line.ToString();
            if (count == 0 || text.Contains('\n'))
            {
                return text.Split('\r', '\n')[0];
            }
        }

        return line.ToString();
    }
}
