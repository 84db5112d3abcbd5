using EmbeddedKafka.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedKafka.Tests.Log;

public sealed class PartitionLogTests : IDisposable
{
    private static readonly LogSettings SmallSegments = LogSettings.Default with { SegmentBytes = 500 };

    private readonly string _folder = Directory.CreateTempSubdirectory("partition-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Records_get_the_offsets_behind_each_other()
    {
        using var log = Open();
        Assert.Equal([0, 3, 4], new[] { 3, 1, 2 }.Select(count => log.Append(TestBatches.Batch(count)).BaseOffset));
        Assert.Equal((0, 6), (log.StartOffset, log.EndOffset));
        Assert.Equal([0, 3, 4], OffsetsFrom(log, 0));
    }

    [Fact]
    public void Reading_begins_with_the_batch_that_holds_the_offset()
    {
        using var log = Open();
        for (var i = 0; i < 3; i++) log.Append(TestBatches.Batch(count: 10));
        Assert.Equal([10, 20], OffsetsFrom(log, 15));
        Assert.Equal([20], OffsetsFrom(log, 20));
        Assert.Empty(OffsetsFrom(log, 30));
        Assert.True(log.Read(31, 1000, atLeastOne: true).IsOutOfRange);
        Assert.True(log.Read(-1, 1000, atLeastOne: true).IsOutOfRange);
    }

    [Fact]
    public void No_more_is_read_than_asked_for_except_a_first_batch_that_is_larger()
    {
        using var log = Open();
        for (var i = 0; i < 5; i++) log.Append(TestBatches.Batch(count: 1, payload: 100_000));
        var length = TestBatches.Batch(count: 1, payload: 100_000).Length;

        Assert.Equal([0, 1], OffsetsFrom(log, 0, maxBytes: (2 * length) + 5));
        Assert.Equal([3], OffsetsFrom(log, 3, maxBytes: 10));
        Assert.Equal(0, log.Read(3, 10, atLeastOne: false).Records.Length);
    }

    [Fact]
    public void Every_offset_of_a_large_log_is_found_through_the_index_and_over_segments()
    {
        using var log = Open(LogSettings.Default with { SegmentBytes = 300_000 });
        for (var i = 0; i < 2000; i++) log.Append(TestBatches.Batch(count: 2, payload: 200));
        for (var offset = 0; offset < 4000; offset += 37) Assert.Equal(offset / 2 * 2, OffsetsFrom(log, offset, maxBytes: 1).Single());
    }

    [Fact]
    public void The_time_of_each_record_is_found_in_its_batch()
    {
        using var log = Open(SmallSegments);
        for (var i = 0; i < 50; i++) log.Append(TestBatches.Batch(count: 10, timestamp: 1000 + (i * 100)));
        Assert.Equal(new RecordAt(0, 1000), log.FindTime(0));
        Assert.Equal(new RecordAt(203, 3003), log.FindTime(3003));
        Assert.Equal(new RecordAt(210, 3100), log.FindTime(3010));
        Assert.Null(log.FindTime(99_999));
    }

    [Fact]
    public void A_batch_sent_again_gets_its_old_offset_and_is_kept_once()
    {
        using var log = Open();
        for (var i = 0; i < 7; i++) log.Append(TestBatches.Batch(count: 2, producerId: 5, epoch: 0, sequence: i * 2));

        Assert.Equal(new AppendResult(AppendOutcome.Written, 12), log.Append(TestBatches.Batch(count: 2, producerId: 5, epoch: 0, sequence: 12)));
        Assert.Equal(new AppendResult(AppendOutcome.Written, 4), log.Append(TestBatches.Batch(count: 2, producerId: 5, epoch: 0, sequence: 4)));
        Assert.Equal(14, log.EndOffset);
    }

    [Theory]
    [InlineData(5, 0, 4, AppendOutcome.Written)]
    [InlineData(5, 0, 6, AppendOutcome.OutOfOrderSequence)]
    [InlineData(5, 0, 3, AppendOutcome.OutOfOrderSequence)]
    [InlineData(5, 1, 0, AppendOutcome.Written)]
    [InlineData(5, 1, 4, AppendOutcome.OutOfOrderSequence)]
    [InlineData(9, 0, 0, AppendOutcome.Written)]
    [InlineData(9, 0, 4, AppendOutcome.UnknownProducer)]
    public void A_producers_batches_are_taken_in_their_order(long producer, short epoch, int sequence, object outcome)
    {
        using var log = Open();
        log.Append(TestBatches.Batch(count: 4, producerId: 5, epoch: 0, sequence: 0));
        Assert.Equal(outcome, log.Append(TestBatches.Batch(count: 1, producer, epoch, sequence)).Outcome);
    }

    [Fact]
    public void A_producer_of_an_older_epoch_is_fenced_and_sequences_begin_again_after_the_largest()
    {
        using var log = Open();
        log.Append(TestBatches.Batch(count: 1, producerId: 5, epoch: 2, sequence: 0));
        Assert.Equal(AppendOutcome.FencedProducer, log.Append(TestBatches.Batch(count: 1, producerId: 5, epoch: 1, sequence: 1)).Outcome);

        var producers = new ProducerStates();
        producers.Note(Header(sequence: int.MaxValue - 1));
        Assert.Equal(SequenceCheck.Next, producers.Check(Header(sequence: int.MaxValue)));
        producers.Note(Header(sequence: int.MaxValue));
        Assert.Equal(SequenceCheck.Next, producers.Check(Header(sequence: 0)));

        static RecordBatch Header(int sequence) => RecordBatch.ReadHeader(TestBatches.Batch(count: 1, producerId: 5, epoch: 0, sequence: sequence));
    }

    [Fact]
    public void Of_very_many_producers_those_that_were_silent_longest_are_forgotten()
    {
        var producers = new ProducerStates();
        for (var id = 0; id <= ProducerStates.MostProducers; id++)
        {
            producers.Note(RecordBatch.ReadHeader(TestBatches.Batch(count: 1, id, epoch: 0, sequence: 0)) with { BaseOffset = id });
        }

        Assert.DoesNotContain(0, producers.ById.Keys);
        Assert.Contains(ProducerStates.MostProducers, producers.ById.Keys);
        Assert.InRange(producers.ById.Count, ProducerStates.MostProducers / 2, ProducerStates.MostProducers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_log_that_is_opened_again_knows_its_records_and_its_producers(bool wasClosed)
    {
        var log = Open(SmallSegments);
        for (var i = 0; i < 30; i++) log.Append(TestBatches.Batch(count: 1, producerId: 5, epoch: 0, sequence: i));
        if (wasClosed) log.Dispose();
        else log.Abandon();

        using var again = Open(SmallSegments);
        Assert.Equal((0, 30), (again.StartOffset, again.EndOffset));
        Assert.Equal(28, again.Append(TestBatches.Batch(count: 1, producerId: 5, epoch: 0, sequence: 28)).BaseOffset);
        Assert.Equal(30, again.Append(TestBatches.Batch(count: 1, producerId: 5, epoch: 0, sequence: 30)).BaseOffset);
        Assert.Equal([15], OffsetsFrom(again, 15, maxBytes: 1));
    }

    [Fact]
    public void Cut_anywhere_the_log_keeps_every_whole_batch()
    {
        using (var log = Open())
        {
            for (var i = 0; i < 3; i++) log.Append(TestBatches.Batch(count: 1));
        }

        var file = Directory.GetFiles(_folder, "*.log").Single();
        var content = File.ReadAllBytes(file);
        var batch = content.Length / 3;
        for (var length = 0; length <= content.Length; length++)
        {
            File.WriteAllBytes(file, content[..length]);
            using var log = Open();
            Assert.Equal(length / batch, log.EndOffset);
            Assert.Equal(length / batch, log.Append(TestBatches.Batch(count: 1)).BaseOffset);
            log.Abandon();
        }
    }

    [Fact]
    public void A_harmed_byte_ends_the_log_in_front_of_it()
    {
        var log = Open();
        for (var i = 0; i < 3; i++) log.Append(TestBatches.Batch(count: 1));
        log.Abandon();
        var file = Directory.GetFiles(_folder, "*.log").Single();
        var content = File.ReadAllBytes(file);
        content[(content.Length / 3 * 2) - 1] ^= 1;
        File.WriteAllBytes(file, content);

        using var again = Open();
        Assert.Equal([0], OffsetsFrom(again, 0));
        Assert.Equal(1, again.EndOffset);
    }

    [Fact]
    public void A_hole_that_a_torn_segment_left_is_passed_over()
    {
        var log = Open(SmallSegments);
        for (var i = 0; i < 30; i++) log.Append(TestBatches.Batch(count: 1));
        log.Abandon();
        var second = Directory.GetFiles(_folder, "*.log").Order().ElementAt(1);
        var first = long.Parse(Path.GetFileNameWithoutExtension(second));
        File.WriteAllBytes(second, File.ReadAllBytes(second)[..^1]);

        using var again = Open(SmallSegments);
        var offsets = new List<long>();
        for (long next = 0; next < 30; next = offsets[^1] + 1) offsets.AddRange(OffsetsFrom(again, next));
        Assert.Equal(29, offsets.Count);
        Assert.Equal(29, offsets[^1]);
        Assert.Contains(first, offsets);
    }

    [Fact]
    public void A_record_of_another_format_and_one_that_contradicts_itself_are_refused()
    {
        using var log = Open();
        var old = TestBatches.Batch(count: 1);
        old[16] = 1;
        Assert.Equal(AppendOutcome.OldFormat, log.Append(old).Outcome);
        Assert.Equal(AppendOutcome.Invalid, log.Append(TestBatches.Batch(count: 0)).Outcome);
        Assert.Equal(AppendOutcome.Corrupt, log.Append(Memory<byte>.Empty).Outcome);
        Assert.Equal(AppendOutcome.Corrupt, log.Append((byte[])[.. TestBatches.Batch(count: 1), .. TestBatches.Batch(count: 1)]).Outcome);
        Assert.Equal(0, log.EndOffset);
    }

    [Fact]
    public async Task Who_waits_is_woken_by_enough_bytes_and_by_the_end_of_the_log()
    {
        var log = Open();
        var batch = TestBatches.Batch(count: 1);
        using var waiter = new AppendWaiter(batch.Length + 1);
        waiter.Register(log);
        var waiting = waiter.WaitAsync(KafkaClients.Limit, CancellationToken.None);
        log.Append(TestBatches.Batch(count: 1));
        Assert.False(waiting.IsCompleted);
        log.Append(TestBatches.Batch(count: 1));
        await waiting.WaitAsync(KafkaClients.WithinLimit);

        using var other = new AppendWaiter(1);
        other.Register(log);
        log.Abandon();
        await other.WaitAsync(KafkaClients.Limit, CancellationToken.None).WaitAsync(KafkaClients.WithinLimit);
    }

    [Fact]
    public void The_checksum_is_castagnolis() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    private PartitionLog Open(LogSettings? settings = null) => PartitionLog.Open(_folder, settings ?? LogSettings.Default, NullLogger.Instance);

    private static List<long> OffsetsFrom(PartitionLog log, long offset, int maxBytes = 1_000_000)
    {
        var read = log.Read(offset, maxBytes, atLeastOne: true);
        using var buffer = read.Buffer;
        var offsets = new List<long>();
        for (var rest = read.Records; rest.Length > 0;)
        {
            var batch = RecordBatch.ReadHeader(rest.Span);
            Assert.True(RecordBatch.IsIntact(rest.Span[..batch.Length]));
            offsets.Add(batch.BaseOffset);
            rest = rest[batch.Length..];
        }

        return offsets;
    }
}
