// How long it takes to start many processes, against a loop of the shell, and what a proxy costs, against a direct
// connection. Each pair is measured in turn in one run; what counts is the ratio.

using Bench.Processes;

Console.WriteLine("200 processes that end at once, from the first start to the last end");
await Measure.RatioAsync("a loop of the shell", Starting.WithShellAsync, "ProcessLauncher", Starting.WithLauncherAsync);

Console.WriteLine("20,000 questions and answers of 100 bytes on one connection");
await Measure.RatioAsync("direct", () => Proxying.AskAsync(throughProxy: false), "TcpProxy", () => Proxying.AskAsync(throughProxy: true));

Console.WriteLine("1 GiB on one connection");
await Measure.RatioAsync("direct", () => Proxying.StreamAsync(throughProxy: false), "TcpProxy", () => Proxying.StreamAsync(throughProxy: true));
