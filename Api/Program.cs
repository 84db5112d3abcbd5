using System.Text.Json.Serialization;
using Api;
using Api.Caching;
using Api.Cart;
using Api.Database;
using Api.Messaging;
using Api.Messaging.DeadLetters;
using Api.Orders;
using Api.Products;

if (args is [Migration.Command, .. var settings])
    return await Migration.RunAsync(settings);

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase();
builder.AddCache();
builder.AddProducts();
builder.AddCart();
builder.AddOrders();
builder.AddMessaging();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
    json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;   // a number is no text, and the OpenAPI document says so
});
builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = false);   // a 400 while developing, too
builder.Services.AddProblemDetails();
builder.Services.AddValidation();
builder.Services.AddOpenApi();

var app = builder.Build();

app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseDefaultFiles();   // wwwroot/index.html is the page to try it
app.UseStaticFiles();

app.UseRouting();
app.UseOutputCache();
app.UseCart();

app.MapDefaultEndpoints();
app.MapOpenApi();        // at /openapi/v1.json
app.MapProducts();
app.MapCart();
app.MapOrders();
app.MapDeadLetters();

app.Run();
return 0;
