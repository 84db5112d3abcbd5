using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;

namespace EmbeddedKafka.Tests.Protocol;

public sealed class WireTests
{
    [Fact]
    public void A_plain_version_has_two_byte_text_lengths_and_four_byte_list_lengths()
    {
        var request = new MetadataRequest { Topics = [new MetadataRequestTopic { Name = "tea" }], AllowAutoTopicCreation = false };
        Assert.Equal([0, 0, 0, 1, 0, 3, (byte)'t', (byte)'e', (byte)'a', 0], Write(request, version: 4, isFlexible: false));
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF, 0], Write(new MetadataRequest { AllowAutoTopicCreation = false }, version: 4, isFlexible: false));
    }

    [Fact]
    public void A_flexible_version_has_compact_lengths_and_tagged_fields_behind_each_message()
    {
        var request = new MetadataRequest { Topics = [new MetadataRequestTopic { Name = "tea" }] };
        Assert.Equal([2, 4, (byte)'t', (byte)'e', (byte)'a', 0, 1, 0, 0, 0], Write(request, version: 9, isFlexible: true));
        Assert.Equal([0, 1, 0, 0, 0], Write(new MetadataRequest(), version: 9, isFlexible: true));
    }

    [Fact]
    public void Tagged_fields_that_nobody_knows_are_skipped()
    {
        byte[] bytes = [2, 4, (byte)'t', (byte)'e', (byte)'a', /* tags */ 1, 5, 2, 9, 9, 1, 0, 1, /* tags */ 2, 0, 1, 7, 0x80, 1, 0];
        var request = new MetadataRequest();
        var wire = new WireReader(bytes, version: 9, isFlexible: true);
        wire.Message(request);

        Assert.Equal("tea", request.Topics!.Single().Name);
        Assert.True(request.IncludeTopicAuthorizedOperations);
        Assert.Equal(0, wire.Remaining);
    }

    [Fact]
    public void Long_texts_and_lists_keep_their_length_in_a_flexible_version()
    {
        var request = new DescribeGroupsRequest { Groups = [.. Enumerable.Range(0, 300).Select(i => new string('g', i * 7))] };
        var read = new DescribeGroupsRequest();
        new WireReader(Write(request, version: 5, isFlexible: true), version: 5, isFlexible: true).Message(read);
        Assert.Equal(request.Groups, read.Groups);
    }

    [Fact]
    public void Large_records_are_sent_from_where_they_lie()
    {
        var records = new byte[100_000];
        using var wire = new WireWriter(version: 12, isFlexible: true);
        wire.Message(new FetchPartitionResult { Records = records });
        Assert.Contains(wire.Pieces, piece => piece.Equals((ReadOnlyMemory<byte>)records));
        Assert.Equal(wire.Length, wire.Pieces.Sum(piece => piece.Length));
    }

    /// <summary>Whatever is written in a version is read back as it was, for every message and every version of any API.</summary>
    [Fact]
    public void Every_message_is_read_as_it_was_written_in_every_version()
    {
        var messages = typeof(IMessage).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IMessage)) && type is { IsAbstract: false, IsInterface: false }).ToList();
        Assert.True(messages.Count > 80);
        foreach (var type in messages)
        {
            for (short version = 0; version <= 13; version++)
            {
                foreach (var isFlexible in new[] { false, true })
                {
                    var written = Write(Samples.Of(type), version, isFlexible);
                    var read = (IMessage)Activator.CreateInstance(type)!;
                    var wire = new WireReader(written, version, isFlexible);
                    wire.Message(read);
                    Assert.True(wire.Remaining == 0, $"{type.Name} {version}");
                    Assert.True(written.AsSpan().SequenceEqual(Write(read, version, isFlexible)), $"{type.Name} {version}");
                }
            }
        }
    }

    private static byte[] Write(IMessage message, short version, bool isFlexible)
    {
        using var wire = new WireWriter(version, isFlexible);
        wire.Message(message);
        return wire.ToArray();
    }
}
