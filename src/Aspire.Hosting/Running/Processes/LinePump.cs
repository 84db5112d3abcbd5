using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Aspire.Hosting.Running.Processes;

/// <summary>Cuts an output stream into lines, without a thread of its own and whatever the length of a line.</summary>
internal static class LinePump
{
    /// <summary>The most bytes of one line; a longer one is handed on in pieces, so that it never has to fit in memory.</summary>
    public const int LongestLine = 64 * 1024;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>Hands each line to <paramref name="onLine"/>, as UTF-8, without its line end, until the stream ends.</summary>
    public static async Task PumpAsync(Stream stream, Action<string> onLine, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream);
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = EmitLines(read.Buffer, onLine);
            if (read.IsCompleted && !rest.IsEmpty)
                onLine(Decode(rest));

            reader.AdvanceTo(read.IsCompleted ? read.Buffer.End : rest.Start, read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
    }

    private static ReadOnlySequence<byte> EmitLines(ReadOnlySequence<byte> buffer, Action<string> onLine)
    {
        while (true)
        {
            var end = buffer.PositionOf(LineFeed);
            var line = end is { } found ? buffer.Slice(0, found) : buffer;
            if (line.Length > LongestLine)
            {
                var piece = line.Slice(0, WholeCharacters(line));
                onLine(Encoding.UTF8.GetString(piece));
                buffer = buffer.Slice(piece.End);
            }
            else if (end is { } position)
            {
                onLine(Decode(line));
                buffer = buffer.Slice(buffer.GetPosition(1, position));
            }
            else
            {
                return buffer;
            }
        }
    }

    /// <summary>As many bytes as the longest line may have, less those of a character that would be cut in two.</summary>
    private static int WholeCharacters(ReadOnlySequence<byte> line)
    {
        var length = LongestLine;
        while (length > LongestLine - 4 && IsContinuation(ByteAt(line, length)))
            length--;

        return length;
    }

    private static bool IsContinuation(byte value) => (value & 0b1100_0000) == 0b1000_0000;

    private static byte ByteAt(ReadOnlySequence<byte> line, long index)
    {
        Span<byte> value = stackalloc byte[1];
        line.Slice(index, 1).CopyTo(value);
        return value[0];
    }

    private static string Decode(ReadOnlySequence<byte> line)
    {
        if (!line.IsEmpty && ByteAt(line, line.Length - 1) == CarriageReturn)
            line = line.Slice(0, line.Length - 1);

        return Encoding.UTF8.GetString(line);
    }
}
