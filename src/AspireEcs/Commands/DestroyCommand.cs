using System.CommandLine;

namespace AspireEcs.Commands;

/// <summary><c>aspire-ecs destroy</c>: deletes a stack, and what holds data only where it is named.</summary>
internal static class DestroyCommand
{
    internal static Command Create()
    {
        var options = new StackOptions();
        var command = new Command("destroy", "Deletes a stack. What holds data must be named with --allow-delete.");
        options.AddRemovalTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var aws = options.Connect(parsed, read: null);
            var name = options.Stack(parsed, read: null);
            await StackOptions.Deployer(aws).DestroyAsync(name, options.Allowed(parsed), cancel);
            Console.Out.WriteLine($"{name} is gone.");
            return ExitCodes.Done;
        });
        return command;
    }
}
