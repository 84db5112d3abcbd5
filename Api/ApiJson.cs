using System.Text.Json.Serialization;
using Api.Cart;
using Api.Messaging;
using Api.Messaging.DeadLetters;
using Api.Orders;
using Api.Products;
using Microsoft.AspNetCore.Mvc;

namespace Api;

/// <summary>Everything that is read or written as JSON, generated at build time: quicker to start than reflection.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Product))]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(ShoppingCart))]
[JsonSerializable(typeof(PutItem))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(IReadOnlyList<Order>))]
[JsonSerializable(typeof(PlaceOrder))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(IReadOnlyList<DeadLetter>))]
[JsonSerializable(typeof(Replayed))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
