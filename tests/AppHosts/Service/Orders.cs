using Npgsql;

namespace Service;

/// <summary>Orders in PostgreSQL, in the database "ordersdb".</summary>
internal static class Orders
{
    public const string Database = "ordersdb";

    public static void AddOrders(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(Database) is not null)
        {
            builder.AddKeyedNpgsqlDataSource(Database);
        }
    }

    public static void MapOrders(this WebApplication app) => app.MapGet("/orders", async ([FromKeyedServices(Database)] NpgsqlDataSource database) =>
    {
        await using var command = database.CreateCommand("SELECT item FROM orders ORDER BY item");
        await using var rows = await command.ExecuteReaderAsync();
        var items = new List<string>();
        while (await rows.ReadAsync())
        {
            items.Add(rows.GetString(0));
        }

        return items;
    });
}
