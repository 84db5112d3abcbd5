using System.Text.Json;
using AspireEcs.Aws;
using AspireEcs.Deployment;

namespace AspireEcs.Commands;

/// <summary>What a command ends with, for CI.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;

    /// <summary>It could not be done: the input is wrong, AWS said no, the deployment failed.</summary>
    internal const int Failed = 1;

    /// <summary>It was not done, because it would lose data or break a rule.</summary>
    internal const int Refused = 2;

    /// <summary>It was not done, because it costs more than the settings allow.</summary>
    internal const int TooDear = 3;

    /// <summary>Runs a command; what goes wrong is a sentence on standard error, and a code.</summary>
    internal static async Task<int> OfAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (RefusedException refused)
        {
            foreach (var refusal in refused.Refusals)
                await Console.Error.WriteLineAsync($"{refusal.Subject}: {refusal.Reason} {refusal.Remedy} [{refusal.Id}]");
            return refused is UnreadableException ? Failed : Refused;
        }
        catch (Exception failure) when (failure is AwsException or DeploymentFailure or FormatException or IOException or JsonException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure is DeploymentFailure { IsRefusal: true } ? Refused : Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted. Repeat the command: it goes on where it stopped.");
            return Failed;
        }
    }
}
