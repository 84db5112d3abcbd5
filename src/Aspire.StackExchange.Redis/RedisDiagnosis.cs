using System.Net.Sockets;
using System.Security.Authentication;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>
/// Finds out why a client does not work. StackExchange.Redis says that there is no connection; a connection of our own,
/// which takes the same steps one by one, shows at which of them the server says no.
/// </summary>
/// <remarks>
/// A password is only sent where the client itself would send it: behind a handshake in which the certificate was good.
/// </remarks>
internal sealed class RedisDiagnosis(ConfigurationOptions options, RedisClient client)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(2);

    /// <returns>A sentence about the first server that does not work, or null where all do.</returns>
    internal async Task<string?> RunAsync(CancellationToken cancellation)
    {
        foreach (var endPoint in options.EndPoints)
        {
            if (EndPointText.HostAndPort(endPoint) is ({ } host, { } port))
            {
                var sentences = new RedisSentences(client, EndPointText.Of(endPoint));
                if (await ExamineAsync(host, port, sentences, cancellation).ConfigureAwait(false) is { } reason)
                {
                    return reason;
                }
            }
        }

        return null;
    }

    private async Task<string?> ExamineAsync(string host, int port, RedisSentences sentences, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var probe = await RedisProbe.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            return options.Ssl
                ? await SecureAsync(probe, host, port, sentences, limit.Token).ConfigureAwait(false)
                    ?? await SignInAsync(probe, sentences, limit.Token).ConfigureAwait(false)
                : await SpeaksTlsInsteadAsync(probe, host, port, sentences, limit.Token).ConfigureAwait(false)
                    ?? await SignInAsync(probe, sentences, limit.Token).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            return sentences.Unreachable(exception);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return sentences.Silent(Limit);
        }
    }

    private async Task<string?> SecureAsync(
        RedisProbe probe, string host, int port, RedisSentences sentences, CancellationToken cancellation)
    {
        var target = options.SslHost is { Length: > 0 } sslHost ? sslHost : host;
        var certificate = new CertificateJudgement(client.Authority);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(HandshakeLimit);
        try
        {
            await probe.SecureAsync(target, options.SslProtocols ?? SslProtocols.None, certificate.Judge, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            if (certificate.Fault is { } fault)
            {
                return sentences.Certificate(fault, target, certificate.Details);
            }

            return await AnswersWithoutTlsAsync(host, port, cancellation).ConfigureAwait(false)
                ? sentences.WithoutTls()
                : sentences.NoHandshake(exception is OperationCanceledException ? "no answer came" : exception.Message);
        }
    }

    private static async Task<string?> SpeaksTlsInsteadAsync(
        RedisProbe probe, string host, int port, RedisSentences sentences, CancellationToken cancellation)
    {
        // Not the password yet: it is nothing for a server that turns out to be another one.
        var answer = await probe.AskAsync(cancellation, "PING").ConfigureAwait(false);
        if (answer is ['+' or '-', ..])
        {
            return null;
        }

        var certificate = new CertificateJudgement(authority: null);
        try
        {
            using var secured = await RedisProbe.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            await secured.SecureAsync(host, SslProtocols.None, certificate.Judge, cancellation).ConfigureAwait(false);
            return sentences.OnlyTls();
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return certificate.Fault is null ? sentences.NoRedis() : sentences.OnlyTls();
        }
    }

    private static async Task<bool> AnswersWithoutTlsAsync(string host, int port, CancellationToken cancellation)
    {
        using var plain = await RedisProbe.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
        return await plain.AskAsync(cancellation, "PING").ConfigureAwait(false) is ['+' or '-', ..];
    }

    private async Task<string?> SignInAsync(RedisProbe probe, RedisSentences sentences, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(options.Password))
        {
            string[] command = string.IsNullOrEmpty(options.User) ? ["AUTH", options.Password] : ["AUTH", options.User, options.Password];
            var answer = await probe.AskAsync(cancellation, command).ConfigureAwait(false);
            if (answer.StartsWith("-WRONGPASS", StringComparison.Ordinal) || answer.StartsWith("-ERR invalid password", StringComparison.Ordinal))
            {
                return sentences.WrongPassword(options.User);
            }
        }

        // What StackExchange.Redis sends on a new connection, and the health check on an old one.
        foreach (var command in new[] { new[] { "PING" }, ["ECHO", "diagnosis"] })
        {
            var answer = await probe.AskAsync(cancellation, command).ConfigureAwait(false);
            if (answer.Length == 0)
            {
                return sentences.Closed(options.Ssl);
            }

            if (answer[0] == '-')
            {
                return answer.StartsWith("-NOAUTH", StringComparison.Ordinal) ? sentences.NoPassword()
                    : answer.StartsWith("-NOPERM", StringComparison.Ordinal) ? sentences.NotPermitted(options.User, command[0])
                    : sentences.Error(answer[1..]);
            }
        }

        return null;
    }
}
