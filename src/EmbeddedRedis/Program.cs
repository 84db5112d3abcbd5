using System.Runtime.InteropServices;
using EmbeddedRedis;
using Microsoft.Extensions.Logging;

if (args is ["--help"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

using var logs = LoggerFactory.Create(logging => logging
    .SetMinimumLevel(LogLevel.Warning)
    .AddSimpleConsole(console => console.SingleLine = true));
using var ended = new ManualResetEventSlim();

// Registered first: a signal during start-up is honoured once the server is up.
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);

try
{
    var arguments = Arguments.Parse(args, Environment.GetEnvironmentVariable);
    var server = RedisServer.Start(arguments, logs);
    Console.WriteLine($"Ready to accept connections on {arguments.Listen}");
    ended.Wait();

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

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    ended.Set();
}
