using EmbeddedKafka.Protocol.Messages;
using EmbeddedKafka.Server;

namespace EmbeddedKafka.Apis;

/// <summary>Tells clients what is spoken here: exactly what the table serves.</summary>
internal static class ApiVersionsApi
{
    public static void Register(ApiTable apis) => apis.Serve<ApiVersionsRequest>((_, _) => Describe(apis));

    public static ApiVersionsResponse Describe(ApiTable apis) => new()
    {
        Apis =
        [
            .. apis.Schemas.OrderBy(schema => schema.Key).Select(schema => new ApiVersionRange
            {
                Key = (short)schema.Key,
                Oldest = schema.Oldest,
                Newest = schema.Newest,
            }),
        ],
    };
}
