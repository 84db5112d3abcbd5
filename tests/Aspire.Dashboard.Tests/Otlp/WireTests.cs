using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Dashboard.Api;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Otlp;

public sealed class WireTests
{
    private static readonly DashboardOptions Open = new() { BrowserToken = RunningDashboard.Token, OtlpGrpcUrl = "http://localhost:0", OtlpHttpUrl = "http://localhost:0" };

    [Fact]
    public async Task Every_kind_of_value_is_told_and_text_that_is_none_does_no_harm()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, "/v1/traces", Message.SpanRequest().Bytes);
        var trace = await running.Client.GetFromJsonAsync<JsonElement>("/api/traces/0102030405060708090a0b0c0d0e0f10");

        Assert.Equal((HttpStatusCode.OK, 0L), (answer.StatusCode, answer.Content.Headers.ContentLength));
        var span = trace.GetProperty("spans")[0];
        Assert.Equal(("api", "library", 250_000_000L), (span.GetProperty("resource").GetString(), span.GetProperty("scope").GetString(), span.GetProperty("durationNs").GetInt64()));
        Assert.Equal("""{"nested":{"list":[7,"NaN"]},"bytes":"AQID","��":"�("}""", span.GetProperty("attributes").GetRawText());
        Assert.Equal(100_000_000, span.GetProperty("events")[0].GetProperty("offsetNs").GetInt64());
        Assert.Equal("batch", span.GetProperty("links")[0].GetProperty("attributes").GetProperty("why").GetString());
    }

    [Fact]
    public async Task Gzip_is_taken()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionMode.Compress, leaveOpen: true))
            zip.Write(Message.SpanRequest().Bytes);

        using var answer = await PostAsync(running, "/v1/traces", zipped.ToArray(), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, (await running.Client.GetFromJsonAsync<JsonElement>("/api/telemetry")).GetProperty("spans").GetInt32());
    }

    [Fact]
    public async Task A_span_without_a_trace_id_is_rejected_and_the_answer_says_so()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, "/v1/traces", Message.SpanRequest(traceId: new byte[16]).Bytes);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var partial = new WireReader(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(partial.MoveNext());
        var success = new WireReader(partial.ReadBytes());
        Assert.True(success.MoveNext());
        Assert.Equal((1, 1ul), (success.Field, success.ReadVarint()));
    }

    [Theory]
    [InlineData("/v1/traces", "application/x-protobuf", "gzip", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "application/x-protobuf", "br", HttpStatusCode.BadRequest)]
    [InlineData("/v1/traces", "text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/v1/traces", "application/x-protobuf", null, HttpStatusCode.BadRequest)]
    [InlineData("/v1/profiles", "application/x-protobuf", null, HttpStatusCode.NotFound)]
    [InlineData("/api/resources", "application/x-protobuf", null, HttpStatusCode.NotFound)]
    public async Task What_cannot_be_taken_is_answered_with_a_status(string path, string type, string? encoding, HttpStatusCode status)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, path, [0x0a, 0xff], type, encoding);

        Assert.Equal(status, answer.StatusCode);
        var said = new WireReader(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(said.MoveNext());
        Assert.Equal(1, said.Field);
    }

    [Theory]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Export", new byte[] { 0, 0, 0, 0, 2, 0x0a, 0xff }, "3")]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Export", new byte[] { 0, 0, 0, 0, 9 }, "3")]
    [InlineData("/opentelemetry.proto.collector.profiles.v1.ProfilesService/Export", new byte[] { 0, 0, 0, 0, 0 }, "12")]
    public async Task What_gRPC_cannot_take_is_answered_with_a_status(string path, byte[] body, string status)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpGrpcUrl!), DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using var answer = await client.PostAsync(path, content, RunningDashboard.Limit);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(status, Assert.Single(answer.Headers.GetValues("grpc-status")));
        Assert.NotEmpty(Assert.Single(answer.Headers.GetValues("grpc-message")));
    }

    [Fact]
    public void A_value_nested_without_end_is_refused()
    {
        var value = new Message().With(1, "the core");
        for (var level = 0; level < 10_000; level++)
            value = new Message().With(5, new Message().With(1, value));

        Assert.Throws<WireFormatException>(() => new SpanDecoder(new Sources()).Decode(Message.SpanRequest(value: value).Bytes));
    }

    [Fact]
    public void Broken_requests_are_refused_or_can_be_told_and_never_do_harm()
    {
        var sound = Message.SpanRequest().Bytes;
        var random = new Random(20260314);
        var refused = 0;
        for (var attempt = 0; attempt < 50_000; attempt++)
        {
            var broken = sound.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            Array.Resize(ref broken, random.Next(4) == 0 ? random.Next(broken.Length) : broken.Length);
            try
            {
                using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>());
                json.WriteStartArray();
                foreach (var span in new SpanDecoder(new Sources()).Decode(broken).Items)
                    TelemetryJson.WriteSpan(json, span, span.Start);
                json.WriteEndArray();
                foreach (var log in new LogDecoder(new Sources()).Decode(broken).Items)
                    TelemetryJson.WriteLog(new Utf8JsonWriter(new ArrayBufferWriter<byte>()), log);
            }
            catch (WireFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, 49_999);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningDashboard running, string path, byte[] body, string type = "application/x-protobuf", string? encoding = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return await client.PostAsync(path, content, RunningDashboard.Limit);
    }
}
