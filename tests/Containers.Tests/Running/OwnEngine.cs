using System.Runtime.CompilerServices;

namespace Containers.Tests.Running;

/// <summary>Lets these tests, and no others, use a docker daemon that was started for them: ASPIRE_TEST_DOCKER_HOST says where it listens.</summary>
internal static class OwnEngine
{
    [ModuleInitializer]
    internal static void Choose()
    {
        if (Environment.GetEnvironmentVariable("ASPIRE_TEST_DOCKER_HOST") is { Length: > 0 } host)
        {
            Environment.SetEnvironmentVariable("DOCKER_HOST", host);
        }
    }
}
