using System.Net;
using System.Net.Http.Json;

namespace OrderService.Tests.Telemetry;

/// <summary>The application is asked for its own traces: what a request set off, in which order, and how much of it.</summary>
public sealed class TraceTests(TracedApplication application) : TracedTest(application), IClassFixture<TracedApplication>
{
    [Fact]
    public async Task An_order_is_one_trace_from_the_request_over_the_outbox_and_Kafka_to_its_confirmation()
    {
        using var placed = await Application.Client.PostAsJsonAsync("/orders", new { lines = new[] { new { productId = "tea", quantity = 1 } } }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);

        var trace = await Application.TraceOfAsync(placed, trace => trace.Find("confirm order") is not null);

        trace.HasNoErrors();
        trace.HasAtMostQueries(3);   // the prices; the order with its outbox row; what the confirmation says
        Assert.Equal(["announce order", "send orders", "confirm order"], trace.Spans.Select(span => span.Name).Where(name => name.EndsWith("order", StringComparison.Ordinal) || name.EndsWith("orders", StringComparison.Ordinal)));
        Assert.Empty(trace.Findings);
    }

    [Fact]
    public async Task A_product_read_again_comes_from_Redis_without_a_query()
    {
        using var first = await Application.Client.GetAsync("/products/tea", TestContext.Current.CancellationToken);
        using var second = await Application.Client.GetAsync("/products/tea", TestContext.Current.CancellationToken);

        var trace = await Application.TraceOfAsync(second, trace => trace.Spans.Any(span => span.Kind == "Server"));

        trace.HasNoErrors();
        trace.HasAtMostQueries(0);
    }
}
