using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AspireEcs.Tests.Aws;

/// <summary>Whoever gives out credentials, and a CloudFormation without a stack: it remembers with which credentials it was asked.</summary>
internal sealed class PlayedAws : IDisposable
{
    private const string Credentials = """{ "Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "AKIDGIVEN", "SecretAccessKey": "given", "Token": "given-token", "Expiration": "2099-01-01T00:00:00Z" }""";

    private readonly HttpListener _listener;

    internal PlayedAws()
    {
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    internal string Address { get; }

    /// <summary>What was asked for: the path, or the action of a form.</summary>
    internal ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The key and the session token that CloudFormation was asked with.</summary>
    internal (string? Key, string? Token) Signed { get; private set; }

    /// <summary>The header of whoever asked for the credentials of a container.</summary>
    internal string? ContainerAuthorization { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await _listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var form = await new StreamReader(context.Request.InputStream).ReadToEndAsync();
        var action = form.Split('&').FirstOrDefault(part => part.StartsWith("Action=", StringComparison.Ordinal))?["Action=".Length..];
        Asked.Enqueue(action ?? context.Request.Url!.AbsolutePath);
        var (status, answer) = (action ?? context.Request.Url!.AbsolutePath.TrimEnd('/')) switch
        {
            "DescribeStacks" => Stack(context.Request),
            "AssumeRole" or "AssumeRoleWithWebIdentity" => (200, $"""
                <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>
                  <Credentials><AccessKeyId>AKIDASSUMED</AccessKeyId><SecretAccessKey>assumed</SecretAccessKey><SessionToken>assumed-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
                  <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/deploy/x</Arn><AssumedRoleId>A:x</AssumedRoleId></AssumedRoleUser>
                </{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>
                """),
            "/container" => Container(context.Request),
            "/latest/api/token" => (200, "a-token"),
            "/latest/meta-data/iam/security-credentials" => (200, "deploy"),
            "/latest/meta-data/iam/security-credentials/deploy" => (200, Credentials),
            "/latest/meta-data/iam/info" => (200, """{ "Code": "Success", "InstanceProfileArn": "arn:aws:iam::123456789012:instance-profile/deploy", "InstanceProfileId": "x" }"""),
            "/federation/credentials" => (200, """{ "roleCredentials": { "accessKeyId": "AKIDSSO", "secretAccessKey": "sso", "sessionToken": "sso-token", "expiration": 4070908800000 } }"""),
            _ => (404, ""),
        };
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (int, string) Stack(HttpListenerRequest request)
    {
        var authorization = request.Headers["Authorization"] ?? "";
        var key = authorization.Split("Credential=") is [_, var rest] ? rest.Split('/')[0] : null;
        Signed = (key, request.Headers["X-Amz-Security-Token"]);
        return (400, "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id shop does not exist</Message></Error></ErrorResponse>");
    }

    private (int, string) Container(HttpListenerRequest request)
    {
        ContainerAuthorization = request.Headers["Authorization"];
        return (200, Credentials);
    }

    // Somebody may take the free port before it does.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var tries = 1; ; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var listener = new HttpListener { Prefixes = { $"{address}/" } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < 10)
            {
                listener.Close();
            }
        }
    }
}
