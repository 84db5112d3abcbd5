using AspireEcs.Tests.Stacks;

namespace AspireEcs.Tests.Tools;

/// <summary>The template of every manifest there is: this application's, the samples', and what can be deployed of the golden ones.</summary>
internal static class EveryTemplate
{
    internal static IEnumerable<(string Name, Written Template)> Named()
    {
        yield return ("application", Written.Application);
        foreach (var sample in SampleTests.Samples.Select(row => row.Data))
            yield return (sample, Written.Sample(sample));
        foreach (var golden in Golden.Names)
        {
            var (manifest, settings) = Golden.Deployable(golden, Golden.Settings(golden));
            yield return ($"golden-{golden}", Written.From(manifest, settings));
        }
    }
}
