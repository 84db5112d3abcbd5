using System.Runtime.CompilerServices;

namespace Containers.Tests.Running;

/// <summary>Lets these tests, and no others, use a docker daemon that was started for them: ASPIRE_TEST_DOCKER_HOST says where it listens.</summary>
internal static class OwnEngine
{
    private const string Local = "unix://";

    [ModuleInitializer]
    internal static void Choose()
    {
        if (Environment.GetEnvironmentVariable("ASPIRE_TEST_DOCKER_HOST") is { Length: > 0 } host)
        {
            Environment.SetEnvironmentVariable("DOCKER_HOST", host);
            if (host.StartsWith(Local, StringComparison.Ordinal))
            {
                // The program that came with the daemon, if it is there.
                var programs = Path.Join(Path.GetDirectoryName(host[Local.Length..]), "bin");
                Environment.SetEnvironmentVariable("PATH", $"{programs}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}");
            }
        }
    }
}
