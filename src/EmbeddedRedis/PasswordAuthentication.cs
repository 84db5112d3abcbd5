using System.Security.Cryptography;
using System.Text;
using Garnet.server;
using Garnet.server.Auth;
using Garnet.server.Auth.Settings;

namespace EmbeddedRedis;

/// <summary>One password for everybody, compared as Redis does: byte by byte. Garnet's own knows passwords in ASCII only.</summary>
internal sealed class PasswordAuthentication(string password) : IAuthenticationSettings
{
    private readonly byte[] _password = Encoding.UTF8.GetBytes(password);

    public IGarnetAuthenticator CreateAuthenticator(StoreWrapper storeWrapper) => new Authenticator(_password);

    public void Dispose()
    {
    }

    /// <summary>Knows whether one connection presented the password.</summary>
    private sealed class Authenticator(byte[] password) : IGarnetAuthenticator
    {
        public bool IsAuthenticated { get; private set; }

        public bool CanAuthenticate => true;

        public bool HasACLSupport => false;

        public bool Authenticate(ReadOnlySpan<byte> presented, ReadOnlySpan<byte> user)
        {
            var known = user.IsEmpty || user.SequenceEqual("default"u8); // "AUTH password" and "AUTH default password" are the same
            return IsAuthenticated = known && CryptographicOperations.FixedTimeEquals(presented, password);
        }
    }
}
