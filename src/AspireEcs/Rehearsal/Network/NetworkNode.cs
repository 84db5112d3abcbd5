using System.Net;

namespace AspireEcs.Rehearsal.Network;

/// <summary>Somebody on the rehearsal's network, in a namespace of its own.</summary>
/// <param name="Name">As a person would say it.</param>
/// <param name="Address">Its only address.</param>
/// <param name="Groups">Its security groups: logical ids of the template, or ids of groups that are there. None: no rule holds it back, and none protects it.</param>
/// <param name="Ports">What it listens at.</param>
/// <param name="HostNames">By which the others know it.</param>
internal sealed record NetworkNode(string Name, IPAddress Address, IReadOnlyList<string> Groups, IReadOnlyList<int> Ports, IReadOnlyList<string> HostNames)
{
    internal bool IsStranger => Groups.Count == 0;

    /// <summary>Whether an end of a rule means this node: its group, a range that holds its address, or everybody.</summary>
    internal bool IsMeantBy(string end) =>
        end == SecurityRules.Anywhere || Groups.Contains(end) || IPNetwork.TryParse(end, out var range) && range.Contains(Address);
}
