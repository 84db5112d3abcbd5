using System.Globalization;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;

namespace Aspire.Hosting.Redis;

/// <summary>Plans a start of EmbeddedRedis, the Redis that needs no installation.</summary>
internal static class EmbeddedRedisPlan
{
    private static readonly DataFormat Format = new("Garnet", "2");

    internal static LocalServicePlan Create(LocalServiceContext context)
    {
        var (fileName, program) = EmbeddedServer.Find(typeof(EmbeddedRedisPlan).Assembly, "EmbeddedRedis");
        var endpoint = context.Endpoints[RedisLocalService.EndpointName];
        var host = endpoint.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(endpoint.Host);
        List<string> arguments = [program, "--listen", new IPEndPoint(host, endpoint.Port).ToString()];
        if (RedisLocalService.KeptData(context, Format) is { } folder)
            arguments.AddRange(["--data", DataFolder.Create(folder)]);

        return new LocalServicePlan
        {
            FileName = fileName,
            Arguments = arguments,
            Environment = new Dictionary<string, string?>
            {
                [RedisLocalService.PasswordVariable] = context.Environment.GetValueOrDefault(RedisLocalService.PasswordVariable),
                ["DOTNET_TieredPGO"] = "0",
            },
            WorkingDirectory = context.WorkingFolder,
            Source = string.Create(CultureInfo.InvariantCulture, $"EmbeddedRedis (Garnet {Format.Version})"),
        };
    }
}
