using System.Diagnostics;
using OrderService.Tests.Application;
using OrderService.Tests.Load;

namespace OrderService.Tests.Orders;

[Collection(nameof(OrderApplication))]
public sealed class OrdersUnderLossTests(OrderApplication application, ITestOutputHelper output)
{
    private const int Orders = 20_000;

    [Theory]
    [InlineData("postgres")]
    [InlineData("messaging")]
    [InlineData("api-1")]
    public async Task Every_acknowledged_order_is_confirmed_once_although_this_is_killed_twice_under_load(string victim)
    {
        var limit = OrderApplication.Within();
        var before = await Ledger.SettledAsync(application.Database, limit);
        var load = new OrderLoad(application.Client, Orders);
        var watch = Stopwatch.StartNew();

        var taken = load.RunAsync(limit);
        foreach (var moment in new[] { Orders / 5, Orders * 3 / 5 })
        {
            await await Task.WhenAny(load.TakenAsync(moment), taken);
            await application.KillAsync(victim);
            await application.StartAgainAsync(victim);
        }

        await taken;
        output.WriteLine($"{Orders / watch.Elapsed.TotalSeconds:0} orders a second taken, {load.Failures} tries failed");
        var counted = await Ledger.SettledAsync(application.Database, limit) - before;
        output.WriteLine($"all confirmed after {watch.Elapsed.TotalSeconds:0.0} s");

        Assert.Equal(Orders, load.Acknowledged.Distinct().Count());
        Assert.Equal(new Ledger(Orders, Confirmed: Orders, Messages: Orders, Reserved: load.Pieces, Waiting: 0), counted);
    }
}
