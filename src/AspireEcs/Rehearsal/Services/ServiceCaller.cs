using System.Net;
using System.Net.Sockets;
using AspireEcs.Rehearsal.Network;

namespace AspireEcs.Rehearsal.Services;

/// <summary>Calls a service over HTTP from a node: through the rules of both.</summary>
internal static class ServiceCaller
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(20);

    internal static HttpClient Create(VirtualNetwork network, NetworkNode from, NetworkNode service, int port) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var socket = network.Socket(from);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(service.Address, port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
        AllowAutoRedirect = false,
        UseProxy = false,
    })
    {
        BaseAddress = new Uri($"http://{service.Name}:{port}"),
        Timeout = LongestRequest,
    };
}
