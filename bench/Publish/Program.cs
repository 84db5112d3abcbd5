// How long it takes a built AppHost to write its manifest, and how much memory: this repository's application and one of
// 44 resources, each against a generic host that does nothing. The three are measured in turn, so that a busy machine
// is busy for all; what counts is the ratio, and the limits on a quiet one.

using Bench.Publish;

switch (args)
{
    case ["bare-host"]:
        await BareHost.RunAsync();
        break;
    case ["large", .. var rest]:
        LargeApplication.Publish(rest);
        break;
    case ["measure", .. var command]:
        Console.WriteLine(await Measured.RunAsync(command));
        break;
    default:
        await Comparison.RunAsync(rounds: 15);
        break;
}
