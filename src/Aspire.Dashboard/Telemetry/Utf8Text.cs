using System.Text;
using Aspire.Dashboard.Telemetry.Queries;

namespace Aspire.Dashboard.Telemetry;

/// <summary>Searches in text where it lies, without making strings of it.</summary>
internal static class Utf8Text
{
    /// <summary>Whether the text is in there; upper and lower case of a–z are the same.</summary>
    internal static bool Contains(ReadOnlySpan<byte> where, ReadOnlySpan<byte> what) => what.IsEmpty || IndexOf(where, what) >= 0;

    /// <summary>Whether the text is in there as <see cref="Contains"/> says, and begins where a word does: an index of words knows no others.</summary>
    internal static bool ContainsFromWord(ReadOnlySpan<byte> where, ReadOnlySpan<byte> what)
    {
        if (what.IsEmpty)
            return true;
        Rune.DecodeFromUtf8(what, out var first, out _);
        for (var from = 0; IndexOf(where[from..], what) is >= 0 and var at; from += at + 1)
        {
            if (!SearchWords.IsPartOfWord(first) || Rune.DecodeLastFromUtf8(where[..(from + at)], out var before, out _) != System.Buffers.OperationStatus.Done || !SearchWords.IsPartOfWord(before))
                return true;
        }
        return false;
    }

    private static int IndexOf(ReadOnlySpan<byte> where, ReadOnlySpan<byte> what)
    {
        var lower = ToLower(what[0]);
        var upper = (byte)(lower is >= (byte)'a' and <= (byte)'z' ? lower - 32 : lower);
        for (var from = 0; where.Length - from >= what.Length; from++)
        {
            var at = where[from..^(what.Length - 1)].IndexOfAny(lower, upper);
            if (at < 0)
                return -1;
            from += at;
            if (EqualsIgnoringCase(where.Slice(from, what.Length), what))
                return from;
        }
        return -1;
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
