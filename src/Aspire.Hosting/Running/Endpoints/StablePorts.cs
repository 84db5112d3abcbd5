using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Running.Endpoints;

/// <summary>Ports that follow from a name, so that every run chooses the same one as long as it is free.</summary>
internal static class StablePorts
{
    public static int Of(params ReadOnlySpan<string?> name)
    {
        var range = PortRange.OutsideEphemeral();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', name)));
        return range.First + (int)(BitConverter.ToUInt32(hash) % (uint)range.Count);
    }
}
