namespace Api.Orders;

internal static class OrdersFeature
{
    /// <summary>Orders in PostgreSQL. That they are announced and confirmed is <see cref="Messaging.MessagingFeature"/>.</summary>
    public static void AddOrders(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OrderOptions>()
            .BindConfiguration(OrderOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<OrderDesk>();
    }
}
