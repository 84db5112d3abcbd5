// ProcessHost <parent of the run folder> <command>
//   start <shell script>...   starts each script, says "ready", and ends them all in order when it is told to end
//   churn                     starts and stops processes, many at a time, until it is killed
// It writes the folder of the run, then "ready".

using System.Runtime.InteropServices;
using Aspire.Hosting.Running.Processes;
using Microsoft.Extensions.Logging.Abstractions;

await using var reaper = Reaper.Start(NullLogger<Reaper>.Instance);
using var folder = RunFolder.Create(args[0], reaper);
var launcher = new ProcessLauncher(TimeProvider.System, reaper);
Console.WriteLine(folder.Path);

if (args[1] == "churn")
    await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(ChurnAsync)));

var ended = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    ended.TrySetResult();
});
var processes = args[2..].Select(Start).ToList();
Console.WriteLine("ready");
await ended.Task;
await Task.WhenAll(processes.Select(process => process.StopAsync()));

RunningProcess Start(string script) => launcher.Start(
    new ProcessSpec { FileName = "/bin/sh", Arguments = ["-c", script] }, (line, _) => Console.WriteLine(line));

async Task ChurnAsync()
{
    var announced = false;
    var running = new Queue<RunningProcess>();
    while (true)
    {
        running.Enqueue(Start("sleep 300 & exec sleep 300"));
        if (!announced)
            Console.WriteLine("ready");
        announced = true;
        if (running.Count > 3)
            await running.Dequeue().StopAsync();
    }
}
