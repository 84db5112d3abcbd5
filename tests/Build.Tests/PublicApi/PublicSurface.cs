using Build.Tests.Tools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Build.Tests.PublicApi;

/// <summary>What others can use of an assembly: its visible types, each with its visible members.</summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat _typeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat _memberFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static IReadOnlyList<VisibleType> Of(string assembly)
    {
        var reference = MetadataReference.CreateFromFile(LoadableAssemblies.PathOf(assembly));
        var compilation = CSharpCompilation.Create("Reader", references: LoadableAssemblies.All.Select(file => MetadataReference.CreateFromFile(file)).Append(reference));
        var symbol = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
        return [.. TypesIn(symbol.GlobalNamespace).Select(Describe).OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member switch
        {
            INamedTypeSymbol type when IsVisible(type) => TypesIn(type).Prepend(type),
            INamespaceSymbol inner => TypesIn(inner),
            _ => [],
        });

    private static VisibleType Describe(INamedTypeSymbol type) => new(
        type.ContainingNamespace.ToDisplayString(),
        type.Name,
        Declaration(type),
        [.. type.GetMembers().Where(IsWorthALine).Select(Signature).Order(StringComparer.Ordinal)]);

    private static string Declaration(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Delegate)
            return type.DelegateInvokeMethod!.ToDisplayString(_memberFormat).Replace("Invoke", $"delegate {type.Name}", StringComparison.Ordinal);

        var modifier = type switch
        {
            { IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            _ => "",
        };
        var bases = new[] { type.BaseType }.OfType<INamedTypeSymbol>()
            .Where(b => b.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum))
            .Concat(type.Interfaces.Where(i => IsVisible(i) && !(type.IsRecord && i.Name == nameof(IEquatable<>))))
            .Select(b => b.ToDisplayString(_memberFormat));
        var after = string.Join(", ", bases);
        return modifier + type.ToDisplayString(_typeFormat) + (after.Length > 0 ? $" : {after}" : "");
    }

    /// <summary>A value of an enum as a number: with flags it is written in several ways.</summary>
    private static string Signature(ISymbol member) =>
        member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value ? $"{value.Name} = {value.ConstantValue}" : member.ToDisplayString(_memberFormat);

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    /// <summary>Not what the compiler adds, accessors (their property tells), and overrides (what they override tells).</summary>
    private static bool IsWorthALine(ISymbol member) =>
        IsVisible(member)
        && member is not INamedTypeSymbol and not { IsOverride: true }
        && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.Conversion or MethodKind.UserDefinedOperator) }
        && member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [] }
        && member is not IFieldSymbol { Name: "value__" }
        && !member.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");
}

/// <summary>A visible type: its declaration with modifiers, kind, name and bases, and one signature for each member.</summary>
internal sealed record VisibleType(string Namespace, string Name, string Declaration, IReadOnlyList<string> Members)
{
    public string FullName => $"{Namespace}.{Declaration.Split(" : ")[0].Split(' ').Last()}";

    /// <summary>The type as a baseline file has it: a line for it, and an indented one for each member.</summary>
    public IEnumerable<string> Lines => [$"{Namespace}: {Declaration}", .. Members.Select(member => $"    {member}")];
}
