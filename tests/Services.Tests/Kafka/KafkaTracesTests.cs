using System.Diagnostics;
using System.Text;
using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Services.Tests.Servers;
using Services.Tests.Telemetry;

namespace Services.Tests.Kafka;

public class KafkaTracesTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    private const string Source = "Aspire.Confluent.Kafka";

    [Fact]
    public async Task A_trace_crosses_kafka()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        ActivityTraceId trace;
        using (var request = TracedRequest.Start())
        {
            trace = request.TraceId;
            await application.Get<IProducer<string, string>>().ProduceAsync("crossed", new() { Key = "secret key", Value = "green" });
            Assert.Same(request, Activity.Current);
        }

        Activity.Current = null;
        application.ConsumeFrom("crossed");
        var processing = Activity.Current;
        application.Get<IConsumer<string, string>>().Close();

        var sent = await application.Spans.WaitForAsync(span => span.TraceId == trace && span.Kind == ActivityKind.Producer);
        var processed = await application.Spans.WaitForAsync(span => span.TraceId == trace && span.Kind == ActivityKind.Consumer);
        Assert.Same(processed, processing);
        Assert.Null(Activity.Current);
        Assert.Equal(sent.SpanId, processed.ParentSpanId);
        Assert.Equal(("send crossed", Source), (sent.DisplayName, sent.Source.Name));
        Assert.Equal(("process crossed", Source), (processed.DisplayName, processed.Source.Name));
        Assert.Equal("send", sent.GetTagItem("messaging.operation.type"));
        Assert.Equal("process", processed.GetTagItem("messaging.operation.type"));
        Assert.Equal(nameof(A_trace_crosses_kafka), processed.GetTagItem("messaging.consumer.group.name"));
        Assert.All([sent, processed], span =>
        {
            Assert.Equal("kafka", span.GetTagItem("messaging.system"));
            Assert.Equal("crossed", span.GetTagItem("messaging.destination.name"));
            Assert.Equal(broker.BootstrapServers, $"{span.GetTagItem("server.address")}:{span.GetTagItem("server.port")}");
            Assert.Equal("0", span.GetTagItem("messaging.destination.partition.id"));
            Assert.Equal(0L, span.GetTagItem("messaging.kafka.offset"));
            Assert.DoesNotContain(span.TagObjects, tag => tag.Value is "secret key" or "green");
        });
    }

    [Fact]
    public async Task A_span_lasts_until_the_next_record_is_asked_for()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        var producer = application.Get<IProducer<string, string>>();
        await producer.ProduceAsync("lasting", new() { Value = "first" });
        await producer.ProduceAsync("lasting", new() { Value = "second" });

        application.ConsumeFrom("lasting");
        var first = Activity.Current!;
        await Task.Yield();
        Assert.Same(first, Activity.Current);
        Assert.False(first.IsStopped);
        application.ConsumeFrom("lasting");
        var second = Activity.Current!;

        Assert.True(first.IsStopped);
        Assert.NotSame(first, second);
        Assert.NotEqual(first.TraceId, second.TraceId);
        application.Get<IConsumer<string, string>>().Close();
        Assert.True(second.IsStopped);
    }

    [Fact]
    public async Task A_record_that_is_processed_elsewhere_finds_its_trace_in_its_headers()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        using var request = TracedRequest.Start();
        await application.Get<IProducer<string, string>>().ProduceAsync("elsewhere", new() { Value = "green" });

        var result = await Task.Run(() => application.ConsumeFrom("elsewhere"));

        var sent = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Kind == ActivityKind.Producer);
        var context = result.Message.Headers.GetTraceContext();
        Assert.Equal((sent.TraceId, sent.SpanId, true), (context.TraceId, context.SpanId, context.IsRemote));
        Assert.Equal(default, new Headers().GetTraceContext());
        Assert.Equal(default, ((Headers?)null).GetTraceContext());
    }

    [Fact]
    public async Task Headers_of_the_application_are_kept_and_its_messages_are_not_changed()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        using var request = TracedRequest.Start();
        const string OwnContext = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var plain = new Message<string, string> { Value = "plain", Headers = [new Header("cup", "blue"u8.ToArray())] };
        var own = new Message<string, string> { Value = "own", Headers = [new Header("traceparent", Encoding.UTF8.GetBytes(OwnContext))] };

        await application.Get<IProducer<string, string>>().ProduceAsync("kept", plain);
        await application.Get<IProducer<string, string>>().ProduceAsync("kept", own);
        var first = application.ConsumeFrom("kept").Message.Headers;
        var second = application.ConsumeFrom("kept").Message.Headers;

        Assert.Equal(["cup"], plain.Headers.Select(header => header.Key));
        Assert.Equal("blue", Encoding.UTF8.GetString(first.GetLastBytes("cup")));
        Assert.Equal(request.TraceId, first.GetTraceContext().TraceId);
        Assert.Equal(OwnContext, Encoding.UTF8.GetString(Assert.Single(second).GetValueBytes()));
    }

    [Fact]
    public async Task A_send_that_reports_by_a_handler_ends_with_the_report()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        using var request = TracedRequest.Start();
        var delivered = new TaskCompletionSource<DeliveryReport<string, string>>(TaskCreationOptions.RunContinuationsAsynchronously);

        application.Get<IProducer<string, string>>().Produce("reported", new() { Value = "green" }, delivered.SetResult);

        Assert.Same(request, Activity.Current);
        Assert.Equal(PersistenceStatus.Persisted, (await delivered.Task.WaitAsync(TimeSpan.FromSeconds(20))).Status);
        var sent = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Kind == ActivityKind.Producer);
        Assert.Equal(request.SpanId, sent.ParentSpanId);
        Assert.Equal("0", sent.GetTagItem("messaging.destination.partition.id"));
    }

    [Fact]
    public async Task A_send_that_nobody_waits_for_has_its_span_and_its_context_too()
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        using var request = TracedRequest.Start();
        var producer = application.Get<IProducer<string, string>>();

        producer.Produce("unwaited", new() { Value = "green" });
        producer.Flush(TimeSpan.FromSeconds(20));

        var sent = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Kind == ActivityKind.Producer);
        Assert.Equal(sent.SpanId, application.ConsumeFrom("unwaited").Message.Headers.GetTraceContext().SpanId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_send_that_fails_says_why(bool awaited)
    {
        await using var application = await KafkaApplication.StartAsync(broker);
        using var request = TracedRequest.Start();
        var tooLarge = new Message<string, string> { Value = new string('x', 2_000_000) };
        var producer = application.Get<IProducer<string, string>>();

        var error = awaited
            ? await Assert.ThrowsAsync<ProduceException<string, string>>(() => producer.ProduceAsync("failed", tooLarge))
            : Assert.Throws<ProduceException<string, string>>(() => producer.Produce("failed", tooLarge));

        var sent = await application.Spans.WaitForAsync(span => span.TraceId == request.TraceId && span.Kind == ActivityKind.Producer);
        Assert.Equal(ActivityStatusCode.Error, sent.Status);
        Assert.Equal(error.Error.Code.ToString(), sent.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Clients_with_tracing_turned_off_write_neither_spans_nor_headers()
    {
        await using var application = await TestApplication.StartAsync(
            builder =>
            {
                builder.AddKafkaProducer<string, string>("kafka", settings => settings.DisableTracing = true);
                builder.AddKafkaConsumer<string, string>("kafka", settings => settings.DisableTracing = true);
            },
            KafkaApplication.Configuration(broker));
        using var request = TracedRequest.Start();

        await application.Get<IProducer<string, string>>().ProduceAsync("silent", new() { Value = "green" });
        var result = application.ConsumeFrom("silent");

        Assert.Same(request, Activity.Current);
        Assert.Empty(result.Message.Headers ?? []);
    }
}
