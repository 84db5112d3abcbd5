using System.ComponentModel;
using System.Diagnostics;
using AspireEcs.Deployment;

namespace AspireEcs.Images;

/// <summary>Runs the programs that build and push, tells what they write line by line, and ends them with the deployment.</summary>
/// <param name="tell">Gets each line.</param>
internal sealed class BuildProcess(Action<string> tell)
{
    private const int LastLines = 20;

    /// <summary>How long the output of a program is waited for that has ended: a process that it left behind may hold it open for ever.</summary>
    private static readonly TimeSpan LongestEcho = TimeSpan.FromSeconds(5);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="resource">The resource of the manifest that it is for: each line is told under its name.</param>
    /// <param name="command">The program.</param>
    /// <param name="cancel">Ends it with every process that it started.</param>
    /// <exception cref="DeploymentFailure">It cannot be started, or it failed: the message has the last lines that it wrote.</exception>
    internal async Task RunAsync(string resource, BuildCommand command, CancellationToken cancel)
    {
        using var process = Start(resource, command);
        var lines = new Queue<string>();
        var output = Task.WhenAll(ReadAsync(process.StandardOutput, Hear), ReadAsync(process.StandardError, Hear));
        try
        {
            await process.StandardInput.WriteAsync(command.Input.AsMemory(), cancel);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        catch (IOException) when (command.Input.Length > 0)
        {
            await process.WaitForExitAsync(cancel); // It ended without reading what it was given: its exit code and its last lines say why.
        }
        await Task.WhenAny(output, Task.Delay(LongestEcho, cancel));
        if (process.ExitCode == 0)
            return;
        lock (lines)
            throw new DeploymentFailure($"{resource}: {command} ended with exit code {process.ExitCode}. Mend it and deploy again; nothing was deployed. Its last lines:\n{string.Join('\n', lines)}");

        void Hear(string line)
        {
            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > LastLines)
                    lines.Dequeue();
            }
            tell($"{resource} | {line}");
        }
    }

    /// <summary>Whether a program is there and succeeds; what it writes is nobody's business.</summary>
    internal static async Task<bool> SucceedsAsync(string program, string argument, CancellationToken cancel)
    {
        try
        {
            await new BuildProcess(_ => { }).RunAsync(program, new BuildCommand(program, [argument], Environment.CurrentDirectory), cancel);
            return true;
        }
        catch (DeploymentFailure)
        {
            return false;
        }
    }

    private static Process Start(string resource, BuildCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new DeploymentFailure($"{resource}: {command} cannot be started in {command.Folder}: {missing.Message}. Is {command.Program} installed, and does the folder exist?");
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> hear)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
                hear(line);
        }
    }
}

/// <summary>A program with what it is given.</summary>
/// <param name="Program">Its name or path.</param>
/// <param name="Arguments">They hold no secret.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed record BuildCommand(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>What it finds in its environment, besides what this process has. A password may be here.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it reads from its standard input. A password may be here.</summary>
    internal string Input { get; init; } = "";

    /// <summary>Such as <c>docker push</c>.</summary>
    public override string ToString() => $"{Path.GetFileNameWithoutExtension(Program)} {Arguments[0]}";
}
