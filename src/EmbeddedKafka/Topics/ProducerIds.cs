using System.Globalization;

namespace EmbeddedKafka.Topics;

/// <summary>Numbers for idempotent producers, no number twice, over restarts too.</summary>
internal sealed class ProducerIds(DataFolder folder)
{
    /// <summary>So many are handed out before the file is written again; a crash leaves the rest of them unused.</summary>
    private const long BlockSize = 1000;

    private readonly Lock _gate = new();
    private readonly string _file = folder.FileOf("producer-ids");
    private long _next;
    private long _reservedUpTo;

    public long Next()
    {
        lock (_gate)
        {
            if (_next == _reservedUpTo) ReserveBlock();
            return _next++;
        }
    }

    private void ReserveBlock()
    {
        _next = File.Exists(_file) ? long.Parse(File.ReadAllText(_file), CultureInfo.InvariantCulture) : 0;
        File.WriteAllText(_file + ".new", (_next + BlockSize).ToString(CultureInfo.InvariantCulture));
        File.Move(_file + ".new", _file, overwrite: true);
        _reservedUpTo = _next + BlockSize;
    }
}
