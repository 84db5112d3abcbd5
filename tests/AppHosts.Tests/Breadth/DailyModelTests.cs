using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AppHosts.Tests.Breadth;

/// <summary>What people's AppHosts call every day is called in these, and so is really run.</summary>
public sealed class DailyModelTests
{
    private static readonly string _appHosts = typeof(DailyModelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "AppHosts").Value!;

    public static TheoryData<string> Names => [.. Lines().Where(line => line.LeftOut.Length == 0).Select(line => line.Name)];

    private static readonly Lazy<HashSet<string>> _called = new(() => [.. Sources().SelectMany(Calls)]);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_used_daily_is_used_in_one_of_the_apphosts(string name) => Assert.Contains(name, _called.Value);

    [Fact]
    public void What_is_left_out_is_of_containers_publishing_or_interactions() =>
        Assert.All(Lines().Where(line => line.LeftOut.Length > 0), line => Assert.Matches("^(containers|publishing|interactions)(: .+)?$", line.LeftOut));

    private static IEnumerable<(string Name, string LeftOut)> Lines() =>
        from line in File.ReadLines(Path.Join(_appHosts, "..", "AppHosts.Tests", "Breadth", "daily-names.tsv"))
        where !line.StartsWith('#')
        let columns = line.Split('\t')
        select (columns[1], columns[2]);

    // The AppHosts, and for the names of Aspire.Hosting.Testing what starts them.
    private static IEnumerable<string> Sources() =>
        from file in Directory.EnumerateFiles(_appHosts, "*.cs", SearchOption.AllDirectories)
            .Append(Path.Join(_appHosts, "..", "AppHosts.Tests", "RunningAppHost.cs"))
        let parts = file.Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin") && !parts.Contains("Service")
        select file;

    private static IEnumerable<string> Calls(string file) =>
        from call in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        let name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        }
        select name;
}
