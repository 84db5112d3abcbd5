namespace Aspire.Dashboard.Telemetry.Storage;

/// <summary>Keeps a run within its size. Whoever takes most gives first, so that one noisy service does not push the others out.</summary>
internal sealed class Room(long mostBytes, ServiceTable services, Room.IPart[] parts) : IDisposable
{
    /// <summary>What a span or log record takes beside its bytes, roughly: its columns and its part of the indexes.</summary>
    internal const int Overhead = 160;

    /// <summary>One kind of telemetry.</summary>
    internal interface IPart : IDisposable
    {
        /// <summary>What a service takes of it.</summary>
        long BytesOf(ServiceShare service);

        /// <summary>Drops some of a service's oldest, until the run is no longer full, and says whether there were any.</summary>
        bool DropOldest(ServiceShare service, Func<bool> isFull);
    }

    internal static int Size(byte[] wire) => wire.Length + Overhead;

    private bool IsFull => services.Bytes > mostBytes;

    /// <summary>Drops the oldest of the service that takes most, of the kind that it has most of, until all fits.</summary>
    internal void Make()
    {
        while (IsFull)
        {
            var (service, part) = services.All.SelectMany(service => parts.Select(part => (Service: service, Part: part))).MaxBy(share => share.Part.BytesOf(share.Service));
            if (!part.DropOldest(service, () => IsFull))
                return;
        }
    }

    public void Dispose()
    {
        foreach (var part in parts)
            part.Dispose();
    }
}
