using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Services.Tests.OrderService;

[Collection(nameof(OrderService))]
public sealed class IdempotencyTests(OrderServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_is_sent_again_gets_the_same_answer_even_when_its_order_was_confirmed()
    {
        var service = await servers.SharedServiceAsync();
        var key = NewKey();

        var (status, first) = await PlaceAsync(service, key);
        await service.WaitUntilConfirmedAsync(first.GetProperty("id").GetGuid());
        var (again, second) = await PlaceAsync(service, key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (status, again));
        Assert.Equal(first.ToString(), second.ToString());
    }

    [Fact]
    public async Task A_key_that_was_sent_with_another_order_is_refused()
    {
        var service = await servers.SharedServiceAsync();
        var key = NewKey();
        await PlaceAsync(service, key, quantity: 1);

        var (status, problem) = await PlaceAsync(service, key, quantity: 2);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(key, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_with_the_same_key_at_the_same_time_make_one_order()
    {
        var service = await servers.SharedServiceAsync();
        using var replica = await servers.StartServiceAsync(servers.SharedDatabase);
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PlaceAsync(i % 2 == 0 ? service : replica, key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var id = Assert.Single(answers.Select(answer => answer.Body.ToString()).Distinct());
        Assert.Equal(1L, await ScalarAsync(servers.SharedDatabase, $"select count(*) from orders where id in (select order_id from idempotency_keys where key = '{key}')"));
        Assert.NotNull(id);
    }

    [Fact]
    public async Task A_key_is_a_new_one_when_its_time_is_over()
    {
        var service = await servers.SharedServiceAsync();
        var key = NewKey();
        var (_, first) = await PlaceAsync(service, key);

        await ScalarAsync(servers.SharedDatabase, $"update idempotency_keys set expires_at = now() where key = '{key}'");
        var (status, second) = await PlaceAsync(service, key, quantity: 7);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.NotEqual(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused_by_its_name()
    {
        var service = await servers.SharedServiceAsync();

        var (status, problem) = await PlaceAsync(service, new string('k', 256));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Idempotency-Key", problem.GetProperty("errors").ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PlaceAsync(OrderServiceProcess service, string key, int quantity = 3)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Headers = { { "Idempotency-Key", key } },
            Content = JsonContent.Create(new { lines = new[] { new { productId = "cup", quantity } } }),
        };
        using var response = await service.Client.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
