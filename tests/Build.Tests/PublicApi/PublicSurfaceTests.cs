using Build.Tests.Tools;

namespace Build.Tests.PublicApi;

/// <summary>The public surface of each package is kept in a file, so that whoever changes it sees it, and so does a reviewer.</summary>
public sealed class PublicSurfaceTests
{
    private const string RenewVariable = "RENEW_PUBLIC_API";
    private const string RenewCommand = $"""dotnet test --project tests/Build.Tests -e {RenewVariable}=true --filter-class "*PublicSurfaceTests" """;

    private static string Folder => Repository.Path("tests", "Build.Tests", "PublicApi");

    public static TheoryData<string> Packages =>
        [.. Directory.EnumerateDirectories(Repository.Path("src"), "Aspire.*").Select(folder => Path.GetFileName(folder)).Order()];

    [Theory, MemberData(nameof(Packages))]
    public void The_public_surface_is_the_one_that_was_agreed_on(string package)
    {
        var surface = PublicSurface.Of(package).SelectMany(type => type.Lines).ToList();
        var file = Path.Combine(Folder, $"{package}.txt");
        if (Environment.GetEnvironmentVariable(RenewVariable) == "true")
            File.WriteAllLines(file, surface);

        var agreed = File.Exists(file) ? File.ReadAllLines(file) : [];
        var (before, now) = (WithTheirTypes(agreed), WithTheirTypes(surface));
        var changes = before.Except(now).Select(line => $"- {line}").Concat(now.Except(before).Select(line => $"+ {line}")).ToList();

        Assert.True(changes.Count == 0, $"The public surface of {package} has changed:\n{string.Join('\n', changes)}\nIf that is meant: {RenewCommand.Trim()}");
    }

    /// <summary>Each member behind its type, so that a line can be read alone.</summary>
    private static List<string> WithTheirTypes(IEnumerable<string> lines)
    {
        var type = "";
        var full = new List<string>();
        foreach (var line in lines)
        {
            if (!line.StartsWith(' '))
                type = line;
            full.Add(line == type ? type : $"{type} {{ {line.Trim()} }}");
        }
        return full;
    }
}
