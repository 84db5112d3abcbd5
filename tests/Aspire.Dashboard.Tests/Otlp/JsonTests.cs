using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>OTLP/HTTP with JSON, and pages of other sites that send it.</summary>
public sealed class JsonTests
{
    internal const string Trace = """
        {"resourceSpans":[{"scopeSpans":[{"scope":{"name":"library","version":"1"},"spans":[{
          "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174","parentSpanId":"","name":"GET /","kind":2,"unknown":{"deep":[1,{}]},
          "startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000000250000000",
          "attributes":[{"key":"text","value":{"stringValue":"a \"b\" \u00e9"}},{"key":"negative","value":{"intValue":"-7"}},{"key":"large","value":{"intValue":9007199254740993}},
            {"key":"real","value":{"doubleValue":0.25}},{"key":"none","value":{"doubleValue":"NaN"}},{"key":"yes","value":{"boolValue":true}},{"key":"bytes","value":{"bytesValue":"AQID"}},
            {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"x"},{"kvlistValue":{"values":[{"key":"k","value":{"intValue":"1"}}]}}]}}},{"key":"empty","value":null}],
          "events":[{"timeUnixNano":"1700000000100000000","name":"happened","attributes":[]}],
          "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","attributes":[]}],
          "status":{"message":"bad","code":2}}]}],
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]}}]}
        """;

    internal const string Metrics = """
        {"resourceMetrics":[{"resource":{"attributes":[]},"scopeMetrics":[{"scope":{"name":"m"},"metrics":[
          {"name":"e","unit":"s","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[{"startTimeUnixNano":"1","timeUnixNano":"2","count":"3","sum":6,"scale":-1,"zeroCount":"1",
            "positive":{"offset":-2,"bucketCounts":["1","1"]},"exemplars":[{"timeUnixNano":"2","asInt":"5","traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}]}]}},
          {"name":"g","gauge":{"dataPoints":[{"timeUnixNano":"2","asInt":"-5","attributes":[{"key":"a","value":{"stringValue":"b"}}]}]}},
          {"name":"h","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"2","count":2,"sum":1.5,"bucketCounts":["1","1"],"explicitBounds":[1]}]}}]}]}]}
        """;

    internal const string Logs = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1700000000000000000","severityNumber":17,"body":{"kvlistValue":{"values":[{"key":"a","value":{"stringValue":"b"}}]}}}]}]}]}""";

    private static readonly DashboardOptions Open = new() { BrowserToken = RunningDashboard.Token, OtlpHttpUrl = "http://localhost:0", OtlpGrpcUrl = "http://localhost:0" };

    [Fact]
    public async Task Ids_are_hexadecimal_large_integers_texts_and_enumerations_integers()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, "/v1/traces", Trace);
        Assert.Equal(("application/json", "{}"), (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(RunningDashboard.Limit)));

        var span = (await GetAsync(running, "/api/traces/5b8efff798038103d269b633813fc60c")).GetProperty("spans")[0];
        Assert.Equal(
            """{"text":"a \"b\" é","negative":-7,"large":9007199254740993,"real":0.25,"none":"NaN","yes":true,"bytes":"AQID","list":["x",{"k":1}],"empty":null}""",
            span.GetProperty("attributes").GetRawText());
        Assert.Equal(("web", "library", "Server", 250_000_000L, true, "bad"), (
            span.GetProperty("resource").GetString(), span.GetProperty("scope").GetString(), span.GetProperty("kind").GetString(),
            span.GetProperty("durationNs").GetInt64(), span.GetProperty("isError").GetBoolean(), span.GetProperty("statusMessage").GetString()));
        Assert.Equal(("happened", "eee19b7ec3c1b174"), (span.GetProperty("events")[0].GetProperty("name").GetString(), span.GetProperty("links")[0].GetProperty("spanId").GetString()));
        using var logs = await PostAsync(running, "/v1/logs", Logs);
        using var metrics = await PostAsync(running, "/v1/metrics", Metrics);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (logs.StatusCode, metrics.StatusCode));
        Assert.Equal("""{"a":"b"}""", (await GetAsync(running, "/api/logs?severity=error")).GetProperty("items")[0].GetProperty("message").GetRawText());
        var counts = await GetAsync(running, "/api/telemetry");
        Assert.Equal((1, 1, 3), (counts.GetProperty("spans").GetInt32(), counts.GetProperty("logs").GetInt32(), counts.GetProperty("points").GetInt32()));
    }

    [Fact]
    public async Task A_span_without_a_sound_id_is_rejected_alone()
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, "/v1/traces", """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"no","spanId":"EEE19B7EC3C1B174"},{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174"}]}]}]}""");

        var partial = (await answer.Content.ReadFromJsonAsync<JsonElement>(RunningDashboard.Limit)).GetProperty("partialSuccess");
        Assert.Equal(("1", true), (partial.GetProperty("rejectedSpans").GetString(), partial.GetProperty("errorMessage").GetString()!.Contains("trace id", StringComparison.Ordinal)));
        Assert.Equal(1, (await GetAsync(running, "/api/telemetry")).GetProperty("spans").GetInt32());
    }

    [Theory]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{} {}", HttpStatusCode.BadRequest)]
    [InlineData("""{"resourceSpans":7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"soon"}]}]}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"\ud800"}]}]}]}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.OK)]
    public async Task What_is_no_request_is_answered_with_a_status_in_JSON(string body, HttpStatusCode status)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);

        using var answer = await PostAsync(running, "/v1/traces", body);

        Assert.Equal((status, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(RunningDashboard.Limit);
        Assert.Equal(status == HttpStatusCode.BadRequest ? 3 : null, said.TryGetProperty("code", out var code) ? code.GetInt32() : (int?)null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_is_too_large_is_refused_zipped_or_not(bool zipped)
    {
        await using var running = await RunningDashboard.StartAsync(Open, Some.Cache);
        var body = new byte[40 << 20];
        if (zipped)
        {
            using var small = new MemoryStream();
            using (var zip = new GZipStream(small, CompressionLevel.Fastest, leaveOpen: true))
                zip.Write(body);
            body = small.ToArray();
        }
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (zipped)
            content.Headers.ContentEncoding.Add("gzip");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/logs") { Content = content };
        request.Headers.ExpectContinue = true; // So that the answer can come before all was sent.
        using var answer = await client.SendAsync(request, RunningDashboard.Limit);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("first", HttpStatusCode.OK)]
    [InlineData("second", HttpStatusCode.OK)]
    [InlineData("third", HttpStatusCode.Unauthorized)]
    public async Task Either_of_two_keys_lets_in(string key, HttpStatusCode status)
    {
        var options = FromSettings(("Dashboard:Otlp:PrimaryApiKey", "first"), ("Dashboard:Otlp:SecondaryApiKey", "second"));
        await using var running = await RunningDashboard.StartAsync(options, Some.Cache);

        using var answer = await PostAsync(running, "/v1/logs", Logs, ("x-otlp-api-key", key));

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://shop.example", "https://shop.example", "https://shop.example")]
    [InlineData("https://other.example", "https://shop.example,http://localhost:5173/", null)]
    [InlineData("http://localhost:5173", "https://shop.example,http://localhost:5173/", "http://localhost:5173")]
    [InlineData("https://other.example", "*", "https://other.example")]
    [InlineData("https://other.example", "", null)]
    public async Task Pages_of_the_sites_that_the_settings_name_may_send(string origin, string allowed, string? answered)
    {
        var options = FromSettings(("Dashboard:Otlp:PrimaryApiKey", "key"), ("Dashboard:Otlp:Cors:AllowedOrigins", allowed), ("Dashboard:Otlp:Cors:AllowedHeaders", "x-shop"));
        await using var running = await RunningDashboard.StartAsync(options, Some.Cache);
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var question = new HttpRequestMessage(HttpMethod.Options, "/v1/traces")
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type,x-otlp-api-key" } },
        };

        using var permission = await client.SendAsync(question, RunningDashboard.Limit);
        using var answer = await PostAsync(running, "/v1/traces", Trace, ("x-otlp-api-key", "key"), ("Origin", origin));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.OK), (permission.StatusCode, answer.StatusCode));
        foreach (var response in new[] { permission, answer })
            Assert.Equal(answered, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null);
        if (answered is not null)
            Assert.Equal("content-type, content-encoding, x-requested-with, x-otlp-api-key, x-shop", permission.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    private static DashboardOptions FromSettings(params (string Name, string Value)[] settings) =>
        DashboardOptions.FromConfiguration(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build()) with
        {
            BrowserToken = RunningDashboard.Token,
            OtlpHttpUrl = "http://localhost:0",
        };

    private static async Task<HttpResponseMessage> PostAsync(RunningDashboard running, string path, string body, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpHttpUrl!) };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAsync(request, RunningDashboard.Limit);
    }

    private static Task<JsonElement> GetAsync(RunningDashboard running, string path) => running.Client.GetFromJsonAsync<JsonElement>(path, RunningDashboard.Limit);
}
