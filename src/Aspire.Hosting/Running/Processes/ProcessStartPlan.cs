using System.Diagnostics;
using System.Text;

namespace Aspire.Hosting.Running.Processes;

/// <summary>Turns a specification into what .NET is asked to start, and finds beforehand what would make that fail.</summary>
internal static class ProcessStartPlan
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="spec">What to start.</param>
    /// <param name="session">Makes the process the leader of a session; <see langword="null"/> on Windows.</param>
    /// <exception cref="ProcessStartException">It cannot be started; the message tells the user why and what to do.</exception>
    public static ProcessStartInfo Create(ProcessSpec spec, SessionProgram? session)
    {
        var workingDirectory = Path.GetFullPath(spec.WorkingDirectory ?? Environment.CurrentDirectory);
        if (!Directory.Exists(workingDirectory))
        {
            throw new ProcessStartException(
                $"Cannot start '{spec}': its working directory '{workingDirectory}' does not exist. Create it, or choose another.");
        }

        var environment = ProcessEnvironment.Of(spec);
        var program = ExecutableFile.Resolve(spec.FileName, workingDirectory, environment.GetValueOrDefault("PATH"));
        var startInfo = new ProcessStartInfo(session?.FileName ?? program)
        {
            // Left alone unless asked for: another user may not be able to enter the current folder, and need not.
            WorkingDirectory = spec.WorkingDirectory is null ? "" : workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            UseShellExecute = false,
        };

        string[] leading = session is null ? [] : [.. session.LeadingArguments, program];
        foreach (var argument in leading.Concat(spec.Arguments))
            startInfo.ArgumentList.Add(argument);

        startInfo.Environment.Clear();
        foreach (var (name, value) in environment)
            startInfo.Environment[name] = value;

        if (OperatingSystem.IsWindows())
            startInfo.CreateNewProcessGroup = true;
        else if (spec.RunAs is { } user && user != Environment.UserName)
            RunAs(startInfo, user, spec);

        return startInfo;
    }

    private static void RunAs(ProcessStartInfo startInfo, string user, ProcessSpec spec)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw new ProcessStartException(
                $"Cannot start '{spec}' as user '{user}': only root may start a process as somebody else, "
                + $"and this is user '{Environment.UserName}'. Start it as yourself.");
        }

        startInfo.UserName = user;
    }
}
