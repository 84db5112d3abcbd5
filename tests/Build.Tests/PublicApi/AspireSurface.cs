using Build.Tests.Tools;

namespace Build.Tests.PublicApi;

/// <summary>The public surface of Aspire's packages, as the list beside this file has it.</summary>
internal sealed class AspireSurface
{
    public static AspireSurface Instance { get; } = Read();

    private readonly Dictionary<(string Namespace, string Type), HashSet<string>> _signatures = [];
    private readonly HashSet<string> _packages = [];

    private static AspireSurface Read()
    {
        var surface = new AspireSurface();
        foreach (var line in File.ReadLines(Repository.Path("tests", "Build.Tests", "PublicApi", "aspire-13.4-members.tsv")).Skip(2))
        {
            var columns = line.Split('\t');
            surface.Add(package: columns[0], space: columns[1], type: columns[2], kind: columns[3], signature: columns[4]);
        }
        return surface;
    }

    public IReadOnlySet<string> Packages => _packages;

    public bool HasType(string space, string type) => _signatures.ContainsKey((space, type));

    public bool HasTypeNamed(string type) => _signatures.Keys.Any(key => key.Type == type);

    public bool HasMember(string space, string type, string signature) =>
        _signatures[(space, type)].Contains(SignatureText.Normalize(signature));

    /// <summary>The signatures of a member's overloads.</summary>
    public IEnumerable<string> MembersNamed(string space, string type, string name) =>
        _signatures[(space, type)].Where(signature => SignatureText.NameOf(signature) == name);

    private void Add(string package, string space, string type, string kind, string signature)
    {
        _packages.Add(package.Replace("Components/", "", StringComparison.Ordinal));
        var name = type.Split('(', '<')[0];
        if (!_signatures.TryGetValue((space, name), out var signatures))
            _signatures.Add((space, name), signatures = []);
        if (kind == "record")
            signatures.UnionWith(MembersOfRecord(type).Select(SignatureText.Normalize));
        if (kind == "member")
            signatures.Add(SignatureText.Normalize(signature));
    }

    /// <summary>A record is listed by its header, <c>Name(Type Property, ...)</c>: its constructor and properties are in there.</summary>
    private static IEnumerable<string> MembersOfRecord(string header)
    {
        var parameters = header.Split('(', 2).Last().TrimEnd(')');
        return SplitAtTopLevel(parameters)
            .Select(parameter => $"{parameter.Split(" = ")[0].Trim()} {{ get; init; }}")
            .Append(header);
    }

    private static IEnumerable<string> SplitAtTopLevel(string parameters)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < parameters.Length; i++)
        {
            depth += parameters[i] switch { '<' or '(' => 1, '>' or ')' => -1, _ => 0 };
            if (parameters[i] != ',' || depth != 0)
                continue;
            yield return parameters[start..i];
            start = i + 1;
        }
        if (start < parameters.Length)
            yield return parameters[start..];
    }
}
