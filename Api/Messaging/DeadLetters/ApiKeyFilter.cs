using System.Security.Cryptography;
using System.Text;

namespace Api.Messaging.DeadLetters;

/// <summary>Lets in who knows the key. How long the answer takes tells nothing of it.</summary>
internal sealed class ApiKeyFilter(string key) : IEndpointFilter
{
    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-Api-Key";

    private readonly byte[] _hash = Hash(key);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        CryptographicOperations.FixedTimeEquals(_hash, Hash(context.HttpContext.Request.Headers[Header].ToString()))
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                $"Send the key of the setting {DeadLetterOptions.Section}:{nameof(DeadLetterOptions.ApiKey)} in the header {Header}.",
                statusCode: StatusCodes.Status401Unauthorized));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
