using Aspire.Hosting.Running.Containers.Engines;
using Aspire.Hosting.Running.Containers.Planning;

namespace Aspire.Hosting.Running.Containers.Life;

/// <summary>Says in a sentence why an engine did not start a container, and what to do.</summary>
internal static class StartFailure
{
    public static DistributedApplicationException Of(ContainerPlan plan, ContainerEngine engine, EngineException exception)
    {
        var sentence = exception.Answer switch
        {
            var answer when Says(answer, "is already in use by container", "name is already in use") =>
                $"the name '{plan.Name}' belongs to another container. Remove that ({engine.Dialect.Name} rm -f {plan.Name}), or choose another name in WithContainerName.",
            var answer when Says(answer, "port is already allocated", "address already in use") =>
                $"a port that it publishes ({string.Join(", ", plan.Ports)}) is in use. Stop what uses it, or choose another port.",
            var answer when Says(answer, "executable file not found", "not found in $PATH", "no such file or directory: unknown", "exec format error") =>
                $"{(plan.Entrypoint is { } entrypoint ? $"its entry point '{entrypoint}' does not exist in the image '{plan.Image}'" : $"its program does not exist in the image '{plan.Image}'")}, or cannot be run there. Correct WithEntrypoint or the arguments. ({exception.Message})",
            var answer when Says(answer, "unknown flag", "invalid argument", "unknown shorthand flag") =>
                $"{engine.Dialect.Name} does not understand its runtime arguments ({string.Join(' ', plan.RuntimeArguments)}): {exception.Message} Correct WithContainerRuntimeArgs.",
            _ => exception.Message,
        };
        return new(sentence, exception);
    }

    private static bool Says(string answer, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (answer.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
