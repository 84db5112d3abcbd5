using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace EmbeddedKafka.Log;

/// <summary>
/// One file of a log: batches one behind another, and an index of some of them in memory. The log that owns it sees to it that
/// one thread at a time appends; reading what was appended needs no lock.
/// </summary>
internal sealed class LogSegment : IDisposable
{
    public const string Extension = ".log";

    private readonly SafeFileHandle _file;

    private LogSegment(string path, long baseOffset, SafeFileHandle file)
    {
        Path = path;
        BaseOffset = NextOffset = baseOffset;
        _file = file;
    }

    public string Path { get; }

    public long BaseOffset { get; }

    public long NextOffset { get; private set; }

    /// <summary>Bytes that are valid. The file may be longer after a failed write; nobody looks there.</summary>
    public long Length { get; private set; }

    public long MaxTimestamp { get; private set; } = -1;

    public SparseIndex Index { get; } = new();

    public static LogSegment Create(string folder, long baseOffset)
    {
        var path = PathOf(folder, baseOffset, Extension);
        return new LogSegment(path, baseOffset, Open(path, FileMode.CreateNew));
    }

    /// <summary>Opens a file that is there. It counts as empty until <see cref="Trust"/> and <see cref="Recover"/>.</summary>
    public static LogSegment OpenExisting(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return new LogSegment(path, long.Parse(name, CultureInfo.InvariantCulture), Open(path, FileMode.Open));
    }

    public static string PathOf(string folder, long baseOffset, string extension) =>
        System.IO.Path.Combine(folder, baseOffset.ToString("D20", CultureInfo.InvariantCulture) + extension);

    public void Append(ReadOnlySpan<byte> bytes, in RecordBatch batch)
    {
        RandomAccess.Write(_file, bytes, Length);
        Note(batch);
    }

    public int Read(Span<byte> buffer, long position) => ReadFully(buffer, position);

    public void FlushToDisk() => RandomAccess.FlushToDisk(_file);

    /// <summary>Takes over what a checkpoint says about the beginning of the file.</summary>
    /// <returns>False when the file is shorter than that, and the checkpoint therefore worthless.</returns>
    public bool Trust(SegmentCheckpoint checkpoint)
    {
        if (RandomAccess.GetLength(_file) < checkpoint.Length) return false;
        Length = checkpoint.Length;
        NextOffset = checkpoint.NextOffset;
        MaxTimestamp = checkpoint.MaxTimestamp;
        Index.Load(checkpoint.Entries);
        return true;
    }

    /// <summary>Walks through what lies behind the trusted part, batch by batch, and cuts the file at the first that is torn.</summary>
    /// <param name="found">Told of each intact batch.</param>
    /// <returns>How many bytes were cut.</returns>
    public long Recover(Action<RecordBatch> found)
    {
        var fileLength = RandomAccess.GetLength(_file);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(fileLength - Length, RecordBatch.HeaderLength, 1 << 20));
        try
        {
            while (Length < fileLength)
            {
                var available = ReadFully(buffer, Length);
                var taken = 0;
                while (TakeBatch(buffer.AsSpan(taken, available - taken)) is { } batch)
                {
                    Note(batch);
                    found(batch);
                    taken += batch.Length;
                }

                if (taken > 0) continue;
                var wanted = available >= RecordBatch.PrefixLength ? RecordBatch.LengthOf(buffer) : 0;
                if (wanted <= buffer.Length || wanted > fileLength - Length) break;
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent((int)wanted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (fileLength > Length) RandomAccess.SetLength(_file, Length);
        return fileLength - Length;
    }

    public void Dispose() => _file.Dispose();

    private RecordBatch? TakeBatch(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordBatch.HeaderLength) return null;
        var length = RecordBatch.LengthOf(bytes);
        if (length < RecordBatch.HeaderLength || length > bytes.Length) return null;
        if (!RecordBatch.IsIntact(bytes[..(int)length])) return null;
        var batch = RecordBatch.ReadHeader(bytes);
        return batch.BaseOffset >= NextOffset ? batch : null;
    }

    private void Note(in RecordBatch batch)
    {
        Index.Note(batch, Length, MaxTimestamp);
        Length += batch.Length;
        NextOffset = batch.NextOffset;
        MaxTimestamp = Math.Max(MaxTimestamp, batch.MaxTimestamp);
    }

    private int ReadFully(Span<byte> buffer, long position)
    {
        var read = 0;
        while (read < buffer.Length)
        {
            var count = RandomAccess.Read(_file, buffer[read..], position + read);
            if (count == 0) break;
            read += count;
        }

        return read;
    }

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.None);
}
