using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Aspire.Hosting.Running.Ide;

/// <summary>Reads what an IDE tells: JSON, a notification a line.</summary>
/// <param name="socket">The open connection.</param>
/// <param name="onNotification">Takes each notification; its type and session are there.</param>
/// <param name="onNonsense">Takes each line that is none.</param>
internal sealed class IdeNotifications(WebSocket socket, Action<IdeNotification> onNotification, Action<string> onNonsense)
{
    private const int LongestMessage = 16 * 1024 * 1024;
    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads until the end of the connection, and says in a few words what ended it.</summary>
    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var message = new ArrayBufferWriter<byte>(4096);
        try
        {
            while (message.WrittenCount <= LongestMessage)
            {
                var part = await socket.ReceiveAsync(message.GetMemory(4096), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return socket.CloseStatusDescription is { Length: > 0 } said ? $"it closed the connection: {said}" : "it closed the connection";
                }

                message.Advance(part.Count);
                if (part.EndOfMessage)
                {
                    ReadLines(message.WrittenSpan);
                    message.ResetWrittenCount();
                }
            }

            return "it sent a message that is too long";
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            return "the connection broke";
        }
    }

    private void ReadLines(ReadOnlySpan<byte> message)
    {
        foreach (var range in message.Split(LineFeed))
        {
            var line = message[range].Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                Read(line);
            }
        }
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, IdeJson.Default.IdeNotification) is { SessionId.Length: > 0, NotificationType.Length: > 0 } notification)
            {
                onNotification(notification);
                return;
            }
        }
        catch (JsonException)
        {
            // Told below, as one that lacks what every notification has.
        }

        onNonsense(System.Text.Encoding.UTF8.GetString(line[..Math.Min(line.Length, 200)]));
    }
}
