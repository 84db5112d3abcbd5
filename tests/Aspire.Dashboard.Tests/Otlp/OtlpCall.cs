using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Dashboard.Tests.Running;

namespace Aspire.Dashboard.Tests.Otlp;

/// <summary>Calls of OTLP/gRPC by hand.</summary>
internal static class OtlpCall
{
    internal static async Task<HttpResponseMessage> PostAsync(RunningDashboard running, string path, byte[] message)
    {
        using var client = new HttpClient { BaseAddress = new Uri(running.Dashboard.OtlpGrpcUrl!), DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        using var content = new ByteArrayContent(frame);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return await client.PostAsync(path, content, RunningDashboard.Limit);
    }

    /// <summary>What a refusal says beyond its sentence.</summary>
    internal static byte[] Details(HttpResponseMessage answer)
    {
        var text = answer.Headers.GetValues("grpc-status-details-bin").Single();
        return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
    }
}
