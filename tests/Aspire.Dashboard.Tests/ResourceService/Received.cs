using System.Text;

namespace Aspire.Dashboard.Tests.ResourceService;

/// <summary>A protobuf message as its reader sees it: fields by their numbers.</summary>
internal sealed class Received
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    internal Received(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(message, ref at), []));
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    _fields.Add((field, 0, message[at..(at + length)]));
                    at += length;
                    break;
                default:
                    throw new InvalidDataException($"Field {field} is of a kind that this service does not use.");
            }
        }
    }

    internal string? Text(int field) => _fields.Where(one => one.Field == field).Select(one => Encoding.UTF8.GetString(one.Bytes)).SingleOrDefault();

    internal ulong Number(int field) => _fields.Where(one => one.Field == field).Select(one => one.Number).SingleOrDefault();

    internal Received Message(int field) => Assert.Single(Messages(field));

    internal IReadOnlyList<Received> Messages(int field) => [.. _fields.Where(one => one.Field == field).Select(one => new Received(one.Bytes))];

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
