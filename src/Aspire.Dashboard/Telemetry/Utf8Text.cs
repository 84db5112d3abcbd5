using System.Text;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Searches in text where it lies, without making strings of it.</summary>
internal static class Utf8Text
{
    /// <summary>Whether the text is in there; upper and lower case of a–z are the same.</summary>
    internal static bool Contains(ReadOnlySpan<byte> where, ReadOnlySpan<byte> what)
    {
        if (what.IsEmpty)
            return true;
        var lower = ToLower(what[0]);
        var upper = (byte)(lower is >= (byte)'a' and <= (byte)'z' ? lower - 32 : lower);
        while (where.Length >= what.Length)
        {
            var at = where[..^(what.Length - 1)].IndexOfAny(lower, upper);
            if (at < 0)
                return false;
            if (EqualsIgnoringCase(where.Slice(at, what.Length), what))
                return true;
            where = where[(at + 1)..];
        }
        return false;
    }

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (Ascii.IsValid(right))
            return Ascii.EqualsIgnoreCase(left, right);
        for (var index = 0; index < right.Length; index++)
        {
            if (ToLower(left[index]) != ToLower(right[index]))
                return false;
        }
        return true;
    }

    private static byte ToLower(byte character) => (byte)(character is >= (byte)'A' and <= (byte)'Z' ? character + 32 : character);
}
