using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes passwords that keep a rule.</summary>
internal static class PasswordGenerator
{
    // Characters that look alike are left out. The special ones need no quoting in connection strings and shells.
    private const string Lower = "abcdefghjkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Numeric = "0123456789";
    private const string Special = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rule)
    {
        var kinds = new (string Characters, bool Allowed, int Minimum, string Name)[]
        {
            (Lower, rule.Lower, rule.MinLower, nameof(rule.Lower)),
            (Upper, rule.Upper, rule.MinUpper, nameof(rule.Upper)),
            (Numeric, rule.Numeric, rule.MinNumeric, nameof(rule.Numeric)),
            (Special, rule.Special, rule.MinSpecial, nameof(rule.Special)),
        };
        if (kinds.FirstOrDefault(kind => !kind.Allowed && kind.Minimum > 0) is { Name: { } contradicted })
        {
            throw new ArgumentException($"A generated value cannot hold at least some characters of a kind that it must not hold: set Min{contradicted} to 0 or {contradicted} to true.");
        }

        var allowed = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Characters));
        if (allowed.Length == 0)
        {
            throw new ArgumentException("A generated value needs at least one kind of characters: set Lower, Upper, Numeric or Special to true.");
        }

        var length = Math.Max(rule.MinLength, kinds.Sum(kind => kind.Minimum));
        var characters = new char[length];
        var filled = 0;
        foreach (var kind in kinds)
        {
            RandomNumberGenerator.GetItems<char>(kind.Characters, characters.AsSpan(filled, kind.Minimum));
            filled += kind.Minimum;
        }

        RandomNumberGenerator.GetItems<char>(allowed, characters.AsSpan(filled));
        RandomNumberGenerator.Shuffle(characters.AsSpan());
        return new string(characters);
    }
}
