using System.Text;
using EmbeddedKafka.Protocol;
using EmbeddedKafka.Protocol.Messages;

namespace EmbeddedKafka.Tests.Server;

public sealed class BrokenInputTests
{
    public static TheoryData<string, byte[]> Broken => new()
    {
        { "a browser", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") },
        { "a negative length", [0xFF, 0xFF, 0xFF, 0xFF] },
        { "a length beyond every limit", [0x7F, 0xFF, 0xFF, 0xFF, 0, 0] },
        { "an empty frame", [0, 0, 0, 0] },
        { "half a header", [0, 0, 0, 3, 0, 18, 0] },
        { "an unknown API", [0, 0, 0, 10, 0x03, 0xE7, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF] },
        { "a version that is not spoken", [0, 0, 0, 10, 0, 0, 0, 99, 0, 0, 0, 1, 0xFF, 0xFF] },
        { "a list longer than the frame", [0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF] },
        { "a negative list", [0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0x80, 0, 0, 0] },
        { "a text that is not UTF-8", [0, 0, 0, 17, 0, 3, 0, 1, 0, 0, 0, 1, 0xFF, 0xFF, 0, 0, 0, 1, 0, 1, 0xC0] },
        { "a number without end", [0, 0, 0, 17, 0, 3, 0, 9, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_input_closes_its_connection_and_no_other(string what, byte[] bytes)
    {
        await using var broker = await BrokerProcess.StartAsync();
        await using var bystander = await RawConnection.OpenAsync(broker);
        await using var offender = await RawConnection.OpenAsync(broker);

        await offender.SendAsync(bytes);
        Assert.Null(await offender.ReceiveFrameAsync());

        var metadata = await bystander.AskAsync<MetadataRequest, MetadataResponse>(new MetadataRequest(), version: 9);
        Assert.Equal(broker.Port, metadata.Brokers.Single().Port);
        Assert.Equal(1, broker.Errors.Split("The connection of 127.0.0.1 is closed:").Length - 1);
        Assert.False(string.IsNullOrEmpty(what));
    }

    [Fact]
    public async Task A_batch_with_a_wrong_checksum_is_refused_and_the_connection_goes_on()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await broker.CreateTopicAsync("orders");
        await using var connection = await RawConnection.OpenAsync(broker);
        var harmed = TestBatches.Batch(count: 1);
        harmed[^1] ^= 1;

        Assert.Equal(ErrorCode.CorruptMessage, await ProduceAsync(harmed));
        Assert.Equal(ErrorCode.CorruptMessage, await ProduceAsync([1, 2, 3]));
        Assert.Equal(ErrorCode.None, await ProduceAsync(TestBatches.Batch(count: 1)));

        async Task<ErrorCode> ProduceAsync(byte[] records)
        {
            var request = new ProduceRequest
            {
                Acks = -1,
                Topics = [new ProduceTopic { Name = "orders", Partitions = [new ProducePartition { Records = records }] }],
            };
            var response = await connection.AskAsync<ProduceRequest, ProduceResponse>(request, version: 9);
            return response.Topics.Single().Partitions.Single().Error;
        }
    }

    [Fact]
    public async Task A_client_from_the_future_learns_which_versions_there_are()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await using var connection = await RawConnection.OpenAsync(broker);
        var frame = RawConnection.Frame(new ApiVersionsRequest(), version: 3, correlationId: 1);
        frame[7] = 42;   // the version
        await connection.SendAsync(frame);

        var answer = await connection.ReceiveFrameAsync();
        var versions = new ApiVersionsResponse();
        new WireReader(answer.AsMemory(4), version: 0, isFlexible: false).Message(versions);
        Assert.Equal(ErrorCode.UnsupportedVersion, versions.Error);
        Assert.Contains(versions.Apis, api => api.Key == (short)ApiKey.ApiVersions && api.Newest == 3);
    }

    [Fact]
    public async Task Requests_that_come_in_one_go_are_answered_in_their_order()
    {
        await using var broker = await BrokerProcess.StartAsync();
        await using var connection = await RawConnection.OpenAsync(broker);
        await connection.SendAsync(Enumerable.Range(1, 50).SelectMany(i => RawConnection.Frame(new MetadataRequest(), version: 5, correlationId: i)).ToArray());
        for (byte i = 1; i <= 50; i++) Assert.Equal(i, (await connection.ReceiveFrameAsync())![3]);
    }
}
