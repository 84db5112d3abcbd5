using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace EmbeddedKafka.Log;

/// <summary>
/// A small file of entries that are read once, at the start, and appended to. An entry that a crash left unfinished is cut off.
/// When most entries are outdated the owner has the file written anew.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int PrefixLength = 8;   // length, checksum
    private const long NeverRewrittenBelow = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly bool _flushEachAppend;
    private SafeFileHandle _file;
    private long _length;
    private long _rewriteAt = NeverRewrittenBelow;

    private Journal(string path, SafeFileHandle file, bool flushEachAppend)
    {
        (_path, _file, _flushEachAppend) = (path, file, flushEachAppend);
    }

    /// <summary>Whether the file has grown so much since it was last written anew that it is time to do so.</summary>
    public bool IsDueForRewrite => _length >= _rewriteAt;

    /// <param name="read">Told of each entry, in order.</param>
    public static Journal Open(string path, bool flushEachAppend, Action<ReadOnlyMemory<byte>> read)
    {
        var journal = new Journal(path, OpenFile(path), flushEachAppend);
        journal.ReadAll(read);
        return journal;
    }

    public void Append(params IEnumerable<byte[]> entries)
    {
        byte[] framed = [.. entries.SelectMany(Frame)];
        RandomAccess.Write(_file, framed, _length);
        if (_flushEachAppend) RandomAccess.FlushToDisk(_file);
        _length += framed.Length;
    }

    /// <summary>Replaces everything by these entries. After a crash there is the old file or the new one.</summary>
    public void Rewrite(IEnumerable<byte[]> entries)
    {
        var newPath = _path + ".new";
        using (var file = File.Create(newPath))
        {
            foreach (var entry in entries) file.Write(Frame(entry));
            file.Flush(flushToDisk: true);
        }

        _file.Dispose();
        File.Move(newPath, _path, overwrite: true);
        _file = OpenFile(_path);
        _length = RandomAccess.GetLength(_file);
        _rewriteAt = Math.Max(NeverRewrittenBelow, 4 * _length);
    }

    public void Dispose()
    {
        if (_file.IsClosed) return;
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();
    }

    private void ReadAll(Action<ReadOnlyMemory<byte>> read)
    {
        var content = File.ReadAllBytes(_path).AsMemory();
        while (Unframe(content[(int)_length..]) is { } entry)
        {
            read(entry);
            _length += PrefixLength + entry.Length;
        }

        if (_length < content.Length) RandomAccess.SetLength(_file, _length);
    }

    private static byte[] Frame(byte[] entry)
    {
        var framed = new byte[PrefixLength + entry.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, entry.Length);
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(4), Crc32C.Of(entry));
        entry.CopyTo(framed, PrefixLength);
        return framed;
    }

    private static ReadOnlyMemory<byte>? Unframe(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < PrefixLength) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.Span);
        if (length <= 0 || length > bytes.Length - PrefixLength) return null;
        var entry = bytes.Slice(PrefixLength, length);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[4..]) == Crc32C.Of(entry.Span) ? entry : null;
    }

    private static SafeFileHandle OpenFile(string path) =>
        File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
}
