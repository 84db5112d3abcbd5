using System.Collections;

namespace Aspire.Hosting.Running.Processes;

/// <summary>The whole environment of a process that is started here.</summary>
internal static class ProcessEnvironment
{
    /// <summary>What an IDE tells the AppHost, its token among it, is for the AppHost alone.</summary>
    private static readonly string[] _neverInherited = ["DEBUG_SESSION_", "DCP_INSTANCE_ID_PREFIX"];

    public static Dictionary<string, string> Of(ProcessSpec spec)
    {
        var variables = new Dictionary<string, string>(
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        if (spec.InheritsEnvironment)
        {
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                var name = (string)variable.Key;
                if (!_neverInherited.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                    variables[name] = (string)variable.Value!;
            }
        }

        foreach (var (name, value) in spec.Environment)
        {
            if (value is null)
                variables.Remove(name);
            else
                variables[name] = value;
        }

        return variables;
    }
}
