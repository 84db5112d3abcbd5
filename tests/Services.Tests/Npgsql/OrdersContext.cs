using Microsoft.EntityFrameworkCore;

namespace Services.Tests.Npgsql;

public class Order
{
    public int Id { get; set; }

    public required string Product { get; set; }
}

public class OrdersContext(DbContextOptions<OrdersContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}
