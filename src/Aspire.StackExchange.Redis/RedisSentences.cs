using System.Net.Sockets;

namespace Aspire.StackExchange.Redis;

/// <summary>What is said to the person who can mend a client: what is wrong, and which setting to change.</summary>
/// <remarks>No value of a setting is in here but host, port and user.</remarks>
internal sealed class RedisSentences(RedisClient client, string server)
{
    private RedisSource Source => client.Source;

    private string AuthoritySetting => CertificateAuthority.Setting(client.ConnectionName);

    internal string Unreachable(SocketException cause) => Say(
        $"cannot be reached: {cause.Message}",
        client.Settings.ConnectionString is null
            ? $"Start the server there, or say where it is in '{Source.Setting}'."
            : $"Start the server, or correct {Source.Address}.");

    internal string Silent(TimeSpan limit) => Say(
        $"does not answer within {limit.TotalSeconds:0} seconds",
        $"See that the server is well and that a firewall or security group lets this machine in, or correct {Source.Address}.");

    internal string NoRedis() => Say("closes the connection and speaks neither Redis nor TLS", $"Correct {Source.Address}.");

    internal string Closed(bool tls) => Say(
        "closes the connection",
        tls ? "It may ask for a certificate of the client; its log says why." : "Its log says why.");

    internal string OnlyTls() => Say("speaks TLS alone, and the client does not", $"{Source.TurnOnTls}.");

    internal string WithoutTls() => Say(
        "speaks no TLS, and the client does", $"Use the server's port for TLS, or {Source.TurnOffTls}.");

    internal string NoHandshake(string cause) => Say($"does not complete the TLS handshake: {cause}", $"Correct {Source.Address}.");

    internal string Certificate(CertificateJudgement.Faults fault, string target, string details) => fault switch
    {
        CertificateJudgement.Faults.AnotherHost => Say(
            $"shows a certificate for {details} and not for '{target}'",
            $"Use a name of the certificate as the host, in {Source.Address}, or have a certificate made for this one."),
        CertificateJudgement.Faults.OutOfTime => Say(
            $"shows a certificate that is valid from {details}", "Renew the server's certificate, or correct the clock."),
        _ => Say(
            $"shows a certificate of an authority that is not trusted here ({details})",
            $"For a private authority set '{AuthoritySetting}' to its certificate, a PEM file."),
    };

    internal string NoPassword() => Say("asks for a password, and the client has none", $"Set {Source.Password}.");

    internal string WrongPassword(string? user) => string.IsNullOrEmpty(user)
        ? Say("does not accept the password", $"Correct {Source.Password}; where the server wants a user as well, {Source.UserAndPassword}.")
        : Say($"does not accept the password of the user '{user}', or does not know the user", $"Correct {Source.UserAndPassword}.");

    internal string NotPermitted(string? user, string command) => Say(
        $"does not permit the user '{(string.IsNullOrEmpty(user) ? "default" : user)}' to use {command}",
        $"Add +{command.ToLowerInvariant()} to the user's access rules on the server, or use another user: {Source.UserAndPassword}.");

    internal string Error(string answer) => Say($"answers with an error: {answer}", "Its log says more.");

    private string Say(string what, string remedy)
        => $"The Redis client '{client.ConnectionName}' cannot be used: {server} {what}. {remedy}";
}
