using System.Runtime.InteropServices;
using EmbeddedKafka;
using EmbeddedKafka.CommandLine;
using Microsoft.Extensions.Logging;

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(BrokerOptions.Usage);
    return 0;
}

try
{
    var options = BrokerOptions.Parse(args);
    using var stopping = new CancellationTokenSource();
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

    using var broker = Broker.Open(options, TimeProvider.System, new ConsoleLogger(LogLevel.Warning));
    var addresses = string.Join(", ", broker.Listeners.Select(listener => listener.Address));
    Console.WriteLine($"EmbeddedKafka is listening on {addresses}, data in {Path.GetFullPath(options.DataFolder)}");
    await broker.RunAsync(stopping.Token);
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;   // so that the process ends when everything is on the disk
        stopping.Cancel();
    }
}
catch (StartupException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
