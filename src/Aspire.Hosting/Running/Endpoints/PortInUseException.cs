using System.Globalization;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>A port that was asked for cannot be had. The message is a sentence for the user: the port, who holds it, the remedy.</summary>
internal sealed class PortInUseException(string message) : Exception(message)
{
    /// <summary>Names the program that listens on the port, where that can be known.</summary>
    /// <param name="port">The port.</param>
    /// <param name="lockFile">What a run has opened that reserved the port.</param>
    public static PortInUseException Of(int port, string? lockFile = null)
    {
        var holder = PortHolder.Find(port, lockFile)?.ToString() ?? "another program, or reserved by another run";
        return new($"Port {port.ToString(CultureInfo.InvariantCulture)} is in use by {holder}. Stop it, or choose another port.");
    }
}
