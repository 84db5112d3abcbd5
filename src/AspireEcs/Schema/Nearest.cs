namespace AspireEcs.Schema;

/// <summary>Guesses which name was meant.</summary>
internal static class Nearest
{
    /// <summary>"Did you mean …?" where one of the names is close, else the names, else the advice to take it out.</summary>
    internal static string Remedy(string wrong, IEnumerable<string> names)
    {
        var closest = names.Select(name => (name, distance: Distance(wrong, name))).OrderBy(one => one.distance).ToArray();
        if (closest.Length > 0 && closest[0].distance <= Math.Max(2, wrong.Length / 3))
            return $"Did you mean {closest[0].name}?";
        return closest.Length is > 0 and <= 12 ? $"Use one of {string.Join(", ", closest.Select(one => one.name).Order(StringComparer.Ordinal))}." : "Take it out, or correct its name.";
    }

    /// <summary>How many characters must be put in, taken out or changed to make one of the other.</summary>
    internal static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, changed);
            }
        }
        return row[right.Length];
    }
}
