using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Security;
using EmbeddedKafka.Server;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka.Apis;

/// <summary>Lets a client say who it is. Served only where somebody asks.</summary>
internal sealed partial class SaslApis(ILogger logger)
{
    public static bool IsOpenToAll(ApiKey api) => api is ApiKey.ApiVersions or ApiKey.SaslHandshake or ApiKey.SaslAuthenticate;

    public void Register(ApiTable apis)
    {
        apis.Serve<SaslHandshakeRequest>((request, context) => new SaslHandshakeResponse
        {
            Error = context.Sasl!.Choose(request.Mechanism) ? ErrorCode.None : ErrorCode.UnsupportedSaslMechanism,
            Mechanisms = [SaslSession.Mechanism],
        });
        apis.Serve<SaslAuthenticateRequest>(Authenticate);
    }

    private SaslAuthenticateResponse Authenticate(SaslAuthenticateRequest request, RequestContext context)
    {
        var session = context.Sasl!;
        if (session.Authenticate(request.Token)) return new SaslAuthenticateResponse();
        LogRefused(context.ClientHost, session.User ?? "");
        return new SaslAuthenticateResponse { Error = ErrorCode.SaslAuthenticationFailed, Problem = "The user is unknown or the password is wrong." };
    }

    [LoggerMessage(40, LogLevel.Warning, "{ClientHost} is refused as '{User}': the user is unknown or the password is wrong.")]
    private partial void LogRefused(string clientHost, string user);
}
