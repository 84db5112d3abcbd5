using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Postgres;

/// <summary>What a server stores in place of a password. The password cannot be read from it.</summary>
/// <seealso href="https://www.postgresql.org/docs/current/catalog-pg-authid.html"/>
internal static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltLength = 16;
    private const int KeyLength = 32;

    /// <summary>The verifier of a password: <c>SCRAM-SHA-256$iterations:salt$stored key:server key</c>, as RFC 5803 has it.</summary>
    internal static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Prepare(password)), salt, Iterations, HashAlgorithmName.SHA256, KeyLength);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }

    /// <summary>The part of SASLprep (RFC 4013) that changes passwords that people have: other spaces, and characters written in another way.</summary>
    private static string Prepare(string password)
    {
        if (Ascii.IsValid(password))
            return password;
        var spaces = string.Concat(password.Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c));
        return spaces.Normalize(NormalizationForm.FormKC);
    }
}
