using System.Text;

namespace EmbeddedKafka.Security;

/// <summary>How far a connection got with saying who it is. SASL/PLAIN: RFC 4616.</summary>
internal sealed class SaslSession(Users users)
{
    public const string Mechanism = "PLAIN";

    private bool _isChosen;

    public bool IsAuthenticated { get; private set; }

    /// <summary>The client gave a wrong answer: it is told so, and not served any more.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Who the client says it is; null before it does.</summary>
    public string? User { get; private set; }

    public bool Choose(string mechanism) => _isChosen = mechanism == Mechanism;

    /// <param name="message">Whom to act for (nobody else here), the name and the password, with a zero before each of the two.</param>
    /// <returns>Whether the client may go on.</returns>
    public bool Authenticate(ReadOnlySpan<byte> message)
    {
        IsAuthenticated = false;
        var afterActing = message.IndexOf((byte)0) + 1;
        var rest = message[afterActing..];
        var end = rest.IndexOf((byte)0);
        if (_isChosen && afterActing > 0 && end > 0)
        {
            User = Encoding.UTF8.GetString(rest[..end]);
            var actingFor = Encoding.UTF8.GetString(message[..(afterActing - 1)]);
            IsAuthenticated = (actingFor.Length == 0 || actingFor == User) && users.Has(User, rest[(end + 1)..]);
        }

        IsRefused = !IsAuthenticated;
        return IsAuthenticated;
    }
}
