using Npgsql;

namespace Service;

/// <summary>Brings the schema of the orders up to date, and ends.</summary>
internal static class Migration
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddServiceDefaults();
        builder.AddOrders();
        using var host = builder.Build();

        await using var command = host.Services.GetRequiredKeyedService<NpgsqlDataSource>(Orders.Database)
            .CreateCommand("CREATE TABLE IF NOT EXISTS orders (item text PRIMARY KEY)");
        await command.ExecuteNonQueryAsync();
        Console.WriteLine("The schema is up to date.");
        return 0;
    }
}
