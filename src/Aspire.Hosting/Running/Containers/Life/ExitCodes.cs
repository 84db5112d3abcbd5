namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Says in a sentence what an exit code of a container means, where it means something.</summary>
internal static class ExitCodes
{
    public static string? Explain(int code, bool outOfMemory) => code switch
    {
        _ when outOfMemory => $"The container was ended because it ran out of memory (exit code {code}). Give it more, for example with WithContainerRuntimeArgs(\"--memory\", \"1g\").",
        137 => "The container was killed (exit code 137, SIGKILL).",
        139 => "The container's program crashed (exit code 139, SIGSEGV).",
        126 => "The container's program cannot be executed (exit code 126): it is no program, or not executable.",
        127 => "The container's program does not exist in its image (exit code 127).",
        _ => null,
    };
}
