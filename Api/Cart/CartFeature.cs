using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Api.Cart;

internal static class CartFeature
{
    public const string Cookie = "orders-session";

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A cart in a session in Redis, which all replicas share, and with it the keys that protect its cookie.</summary>
    public static void AddCart(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CartOptions>().BindConfiguration(CartOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSession(session =>
        {
            session.Cookie.Name = Cookie;
            session.Cookie.HttpOnly = true;
            session.Cookie.SameSite = SameSiteMode.Lax;
            session.Cookie.IsEssential = true;
            session.IOTimeout = AnswerTimeout;
        });
        builder.Services.AddOptions<SessionOptions>().Configure<IOptions<CartOptions>>((session, cart) => session.IdleTimeout = cart.Value.IdleTimeout);

        builder.Services.AddDataProtection().SetApplicationName("orders").DisableAutomaticKeyGeneration();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>((keys, redis) =>
            keys.XmlRepository = new SharedKeyStore(redis));
        builder.Services.AddSingleton<SharedKeys>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SharedKeys>());
        builder.Services.AddHealthChecks().AddCheck<SharedKeysHealthCheck>("cart", HealthStatus.Degraded);

        builder.Services.AddSingleton<CartLock>();
        builder.Services.AddExceptionHandler<CartUnavailableHandler>();
    }

    /// <summary>Sessions for the cart alone: what has none does not depend on Redis.</summary>
    public static void UseCart(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(CartEndpoints.Path),
        cart => cart.Use(RequireKeys).UseSession());

    /// <summary>Without the keys a session that exists would be taken for none, and replaced by an empty one.</summary>
    private static Task RequireKeys(HttpContext context, RequestDelegate next) =>
        context.RequestServices.GetRequiredService<SharedKeys>().AreLoaded
            ? next(context)
            : throw new TimeoutException("The keys that protect sessions could not be read from Redis yet.");
}
