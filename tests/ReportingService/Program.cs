// Writes its process id, arguments and environment, a line each, and "ready". Then it runs until it is told to end.
//   EXIT_CODE   ends at once with this code, after a line on standard error

using System.Collections;
using System.Runtime.InteropServices;

var ended = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    ended.TrySetResult();
});

Console.WriteLine($"pid: {Environment.ProcessId}");
foreach (var argument in args)
    Console.WriteLine($"argument: {argument}");
foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
    Console.WriteLine($"variable: {variable.Key}={variable.Value}");
Console.WriteLine("ready");

if (Environment.GetEnvironmentVariable("EXIT_CODE") is { } code)
{
    Console.Error.WriteLine("ends at once");
    return int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
}

await ended.Task;
Console.WriteLine("told to end");
return 0;
