namespace Build.Tests.Tools;

/// <summary>Fails with every violation, one a line, where Assert.Empty would cut them short.</summary>
internal static class Violations
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
