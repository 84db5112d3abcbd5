using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Services.Tests.Telemetry;

namespace Services.Tests.OrderService;

[Collection(nameof(OrderService))]
public sealed class OrdersTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_priced_written_announced_and_confirmed()
    {
        var service = await servers.SharedServiceAsync();

        var order = await service.WaitUntilConfirmedAsync(await service.PlaceOrderAsync("tea", quantity: 2));

        Assert.Equal(25.00m, order.GetProperty("total").GetDecimal());
        Assert.True(order.GetProperty("confirmedAt").GetDateTimeOffset() > order.GetProperty("placedAt").GetDateTimeOffset());
        var newest = await service.Client.GetFromJsonAsync<JsonElement>("/orders?limit=1", Cancel);
        Assert.Equal(order.ToString(), Assert.Single(newest.EnumerateArray()).ToString());
    }

    [Fact]
    public async Task The_trace_of_the_request_goes_on_to_the_confirmation_through_Kafka()
    {
        const string TraceId = "0af7651916cd43dd8448eb211c80319c";
        await using var collector = await OtlpCollector.StartAsync();
        using var service = await servers.StartServiceAsync(servers.NewDatabase(),
            "--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "--OTEL_BSP_SCHEDULE_DELAY", "100");
        service.Client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");

        await service.PlaceOrderAsync();

        // In a span's bytes its trace id stands a few bytes before its name.
        var traceId = Regex.Escape(Encoding.Latin1.GetString(Convert.FromHexString(TraceId)));
        foreach (var step in new[] { "POST /orders", "announce order", "confirm order" })
            await collector.WaitForAsync("/v1/traces", $"{traceId}.{{10,60}}{step}");
    }

    [Fact]
    public async Task An_order_placed_while_Kafka_is_down_is_confirmed_when_it_is_back()
    {
        var service = await servers.SharedServiceAsync();
        await service.WaitUntilConfirmedAsync(await service.PlaceOrderAsync());

        servers.Kafka.Kill();
        var order = await service.PlaceOrderAsync();
        await servers.Kafka.StartAgainAsync();

        await service.WaitUntilConfirmedAsync(order);
    }

    [Fact]
    public async Task An_order_whose_service_was_killed_before_announcing_it_is_confirmed_by_the_next_one()
    {
        var database = servers.NewDatabase();
        Guid order;
        using (var first = await servers.StartServiceAsync(database))
        {
            servers.Kafka.Kill();
            order = await first.PlaceOrderAsync();
        }

        await servers.Kafka.StartAgainAsync();
        using var second = await servers.StartServiceAsync(database);

        await second.WaitUntilConfirmedAsync(order);
    }

    [Theory]
    [InlineData("""{"lines":[{"productId":"gold","quantity":1}]}""", "There is no product 'gold'.")]
    [InlineData("""{"lines":[{"productId":"tea","quantity":0}]}""", "The field Quantity must be between 1 and 1000.")]
    [InlineData("""{"lines":[{"productId":"tea","quantity":2},{"productId":"","quantity":2}]}""", "Lines[1].ProductId")]
    [InlineData("""{"lines":[]}""", "Lines")]
    [InlineData("""{}""", "Lines")]
    [InlineData("""{"lines":""", "Bad Request")]
    public async Task A_wish_that_cannot_be_fulfilled_is_refused_with_its_problem(string wish, string problem)
    {
        var service = await servers.SharedServiceAsync();
        using var content = new StringContent(wish, Encoding.UTF8, "application/json");

        using var response = await service.Client.PostAsync("/orders", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(problem, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.ToString().Replace("\\u0027", "'", StringComparison.Ordinal));
    }
}
