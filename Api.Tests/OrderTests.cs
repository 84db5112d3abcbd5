using System.Net;
using System.Net.Http.Json;

namespace Api.Tests;

public class OrderTests(OrderService service) : IClassFixture<OrderService>
{
    [Fact]
    public async Task An_order_is_confirmed_through_PostgreSQL_and_Kafka_and_back()
    {
        var placed = await service.PlaceAsync("tea", quantity: 2);

        Assert.Equal("placed", placed.Status);
        var confirmed = await service.UntilAsync(placed.Id, order => order.Status == "confirmed");
        Assert.Equal(placed.Total, confirmed.Total);
        Assert.True(confirmed.ConfirmedAt >= placed.PlacedAt);
    }

    [Fact]
    public async Task A_product_is_read_from_the_cache_the_second_time()
    {
        await service.Client.GetAsync("/products/coffee", OrderService.Within());

        var second = await service.Client.GetAsync("/products/coffee", OrderService.Within());

        Assert.Equal("redis; hit", second.Headers.GetValues("Cache-Status").Single());
    }

    [Fact]
    public async Task What_does_not_exist_is_answered_by_a_problem_document()
    {
        var response = await service.Client.GetAsync("/products/no-such-product", OrderService.Within());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_order_without_lines_is_refused()
    {
        var response = await service.Client.PostAsJsonAsync("/orders", new { lines = Array.Empty<object>() }, OrderService.Within());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }
}
