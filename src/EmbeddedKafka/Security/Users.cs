using System.Security.Cryptography;
using System.Text;
using EmbeddedKafka.CommandLine;

namespace EmbeddedKafka.Security;

/// <summary>Who may connect, by name and password.</summary>
internal sealed class Users
{
    private readonly Dictionary<string, byte[]> _passwords;

    private Users(Dictionary<string, byte[]> passwords) => _passwords = passwords;

    /// <summary>Reads a file with <c>NAME:PASSWORD</c> a line; a password may hold colons.</summary>
    /// <exception cref="StartupException">The file cannot be read, or names nobody.</exception>
    public static Users Read(string file)
    {
        var passwords = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (number, line) in Lines(file).Index())
        {
            if (line.Length == 0) continue;
            if (line.Split(':', 2) is not [{ Length: > 0 } name, { Length: > 0 } password])
            {
                throw new StartupException($"--users {file}: line {number + 1} is no NAME:PASSWORD.");
            }

            if (!passwords.TryAdd(name, Encoding.UTF8.GetBytes(password))) throw new StartupException($"--users {file}: '{name}' is there twice.");
        }

        return passwords.Count > 0 ? new Users(passwords) : throw new StartupException($"--users {file} names nobody, so nobody could connect. Write NAME:PASSWORD, a line each.");
    }

    /// <summary>Takes as long for a wrong password as for the right one.</summary>
    public bool Has(string name, ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(password), SHA256.HashData(_passwords.GetValueOrDefault(name) ?? [])) && _passwords.ContainsKey(name);

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"--users {file} cannot be read: {unreadable.Message}");
        }
    }
}
