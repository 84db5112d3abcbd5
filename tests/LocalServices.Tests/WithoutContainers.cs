using System.Runtime.CompilerServices;

namespace LocalServices.Tests;

/// <summary>These tests are about servers that run as processes, also where a container engine answers.</summary>
internal static class WithoutContainers
{
    [ModuleInitializer]
    internal static void Ask() => Environment.SetEnvironmentVariable("Aspire__LocalServices", "Process");
}
