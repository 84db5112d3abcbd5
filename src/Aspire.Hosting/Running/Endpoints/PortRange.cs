namespace Aspire.Hosting.Running.Endpoints;

/// <summary>A range of TCP ports.</summary>
/// <param name="First">The lowest port of the range.</param>
/// <param name="Last">The highest port of the range.</param>
internal readonly record struct PortRange(int First, int Last)
{
    private const int HighestPort = 65535;
    private const int Enough = 1000;

    private static readonly PortRange Usual = new(10000, 32767);

    public int Count => Last - First + 1;

    /// <summary>
    /// The ports of this machine that the system never gives to a client socket by itself, so that nobody takes one between
    /// choosing it and listening on it.
    /// </summary>
    public static PortRange OutsideEphemeral() =>
        OperatingSystem.IsLinux() && TryReadEphemeral() is { } ephemeral ? Outside(ephemeral) : Usual;

    /// <summary>The part of the usual range below the given one; where that is small, what lies above it.</summary>
    public static PortRange Outside(PortRange ephemeral)
    {
        var below = Usual with { Last = Math.Min(Usual.Last, ephemeral.First - 1) };
        var above = new PortRange(ephemeral.Last + 1, HighestPort);
        return below.Count >= Enough ? below : above.Count >= Enough ? above : Usual;
    }

    private static PortRange? TryReadEphemeral()
    {
        const string Setting = "/proc/sys/net/ipv4/ip_local_port_range";
        if (!File.Exists(Setting))
            return null;

        var bounds = File.ReadAllText(Setting).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return bounds.Length == 2 && int.TryParse(bounds[0], out var first) && int.TryParse(bounds[1], out var last)
            ? new PortRange(first, last)
            : null;
    }
}
