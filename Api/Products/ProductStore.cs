using Npgsql;

namespace Api.Products;

/// <summary>The products in PostgreSQL.</summary>
internal sealed class ProductStore(NpgsqlDataSource database)
{
    private const string Columns = "id, name, description, price";

    public async Task<IReadOnlyList<Product>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Columns} from products order by name");
        return await ReadAsync(command, cancellation);
    }

    public async Task<Product?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Columns} from products where id = $1");
        command.Parameters.Add(new() { Value = id });
        var found = await ReadAsync(command, cancellation);
        return found.Count == 0 ? null : found[0];
    }

    private static async Task<List<Product>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var products = new List<Product>();
        while (await rows.ReadAsync(cancellation))
            products.Add(new Product(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetDecimal(3)));
        return products;
    }
}
