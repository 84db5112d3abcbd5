using Build.Tests.Architecture;
using Build.Tests.Tools;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Build.Tests.PublicApi;

/// <summary>An application compiles against Aspire and against us alike: what has Aspire's name has Aspire's signature.</summary>
public sealed class AspireCompatibilityTests
{
    private static readonly AspireSurface _aspire = AspireSurface.Instance;
    private static readonly IReadOnlyList<string> _additions = ReadAdditions();

    private static readonly IReadOnlyList<Visible> _ours =
    [
        .. from package in _aspire.Packages
           from type in PublicSurface.Of(package)
           from member in type.Members.Prepend(null)
           select new Visible(type, member),
    ];

    [Fact]
    public void What_is_public_is_in_aspire_with_the_same_signature_or_a_declared_addition() =>
        Violations.AssertNone(_ours.Where(visible => !IsOfAspire(visible) && !_additions.Any(visible.IsCoveredBy)).Select(Explain));

    [Fact]
    public void Every_declared_addition_is_there_and_is_one()
    {
        var needed = _ours.Where(visible => !IsOfAspire(visible)).ToList();
        Assert.All(_additions, addition => Assert.Contains(needed, visible => visible.IsCoveredBy(addition)));
    }

    [Fact]
    public void The_application_uses_no_addition_and_so_compiles_against_aspire()
    {
        var additions = _additions.Select(addition => addition.Split('.').Last()).ToHashSet();
        Violations.AssertNone(
            from file in SourceFiles.OfTheApplication()
            from name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            where additions.Contains(name.Identifier.ValueText)
            select $"{SourceFiles.At(name)} uses {name}, which Aspire does not have");
    }

    private static bool IsOfAspire(Visible visible) =>
        _aspire.HasType(visible.Type.Namespace, visible.Type.Name)
        && (visible.Member is null || _aspire.HasMember(visible.Type.Namespace, visible.Type.Name, visible.Member));

    private static string Explain(Visible visible)
    {
        if (visible.Member is null || !_aspire.HasType(visible.Type.Namespace, visible.Type.Name))
            return $"{visible}: Aspire has no such type";
        var theirs = _aspire.MembersNamed(visible.Type.Namespace, visible.Type.Name, SignatureText.NameOf(visible.Member)).ToList();
        return theirs.Count == 0
            ? $"{visible}: Aspire's type has no such member"
            : $"{visible}: {SignatureText.Normalize(visible.Member)}, but Aspire has {string.Join(" and ", theirs)}";
    }

    private static List<string> ReadAdditions() =>
    [
        .. File.ReadLines(Repository.Path("tests", "Build.Tests", "PublicApi", "additions.txt"))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith('#')),
    ];

    private sealed record Visible(VisibleType Type, string? Member)
    {
        /// <summary>An addition names a type with all that is in it, or the overloads of a member.</summary>
        public bool IsCoveredBy(string addition) =>
            addition == $"{Type.Namespace}.{Type.Name}" || (Member is not null && addition == ToString());

        public override string ToString() =>
            Member is null ? $"{Type.Namespace}.{Type.Name}" : $"{Type.Namespace}.{Type.Name}.{SignatureText.NameOf(Member)}";
    }
}
