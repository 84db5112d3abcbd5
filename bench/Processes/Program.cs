// How long it takes to start many processes, against a loop of the shell, and what a proxy costs, against a direct
// connection. Each pair is measured in turn in one run; what counts is the ratio. And what an AppHost with many resources
// needs.
//   dotnet run -c Release --project bench/Processes [-- apphost]     apphost: only the figures of an AppHost

using Bench.Processes;

switch (args)
{
    case [ManyExecutables.Command]:
        await ManyExecutables.RunAsync();
        return;
    case [LargeModel.Command]:
        await LargeModel.RunAsync();
        return;
}

Console.WriteLine("200 resources with 1,000 references, built, and every environment resolved");
await LargeModel.MeasureAsync();

Console.WriteLine("200 executables, all seen running");
await ManyExecutables.MeasureAsync();
if (args is ["apphost"])
    return;

Console.WriteLine("200 processes that end at once, from the first start to the last end");
await Measure.RatioAsync("a loop of the shell", Starting.WithShellAsync, "ProcessLauncher", Starting.WithLauncherAsync);

Console.WriteLine("20,000 questions and answers of 100 bytes on one connection");
await Measure.RatioAsync("direct", () => Proxying.AskAsync(throughProxy: false), "TcpProxy", () => Proxying.AskAsync(throughProxy: true));

Console.WriteLine("1 GiB on one connection");
await Measure.RatioAsync("direct", () => Proxying.StreamAsync(throughProxy: false), "TcpProxy", () => Proxying.StreamAsync(throughProxy: true));
