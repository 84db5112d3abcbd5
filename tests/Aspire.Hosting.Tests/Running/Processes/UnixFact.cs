using System.Runtime.CompilerServices;

namespace Aspire.Hosting.Tests.Running.Processes;

/// <summary>A test that needs a Unix shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0)
        : base(file, line)
    {
        if (OperatingSystem.IsWindows())
            Skip = "It needs a Unix shell.";
    }
}
