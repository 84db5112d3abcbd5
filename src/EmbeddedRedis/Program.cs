using System.Runtime.InteropServices;
using EmbeddedRedis;
using Microsoft.Extensions.Logging;

if (args is ["--help"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

using var ended = new ManualResetEventSlim();
string? fault = null;

// Registered first: a signal during start-up is honoured once the server is up.
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);

try
{
    var arguments = Arguments.Parse(args, Environment.GetEnvironmentVariable);
    using var logs = LoggerFactory.Create(logging => logging.AddProvider(new ServerLog(() => LookAtDisk(arguments))));
    var server = RedisServer.Start(arguments, logs);
    Console.WriteLine($"Ready to accept connections on {arguments.Listen}");
    ended.Wait();
    if (fault is not null)
    {
        // Its clients learn from their closed connections that nothing of what they wait for is kept.
        Console.Error.WriteLine($"EmbeddedRedis: {fault}");
        Environment.Exit(1);
    }

    // What was acknowledged is on disk already, so an end that hangs (a client in a long script) may be cut short.
    await Task.Run(server.Dispose).WaitAsync(TimeSpan.FromSeconds(1.5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    Console.WriteLine("Ended");
    Environment.Exit(0);
    return 0;
}
catch (ConfigurationException e)
{
    Console.Error.WriteLine($"EmbeddedRedis: {e.Message}");
    return 1;
}

// Garnet goes on after a failed write, with a log that is never written again: whoever writes would wait for ever.
bool LookAtDisk(Arguments arguments)
{
    if (fault is null && arguments.DataFolder is { } folder && Directory.Exists(folder) && DataDisk.Fault(folder) is { } found)
    {
        fault = found;
        ended.Set();
    }

    return fault is not null;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.Set();
}
