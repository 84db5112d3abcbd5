using System.Diagnostics;
using Aspire.Dashboard.Tests.Otlp;
using Aspire.Dashboard.Tests.Running;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;

namespace Aspire.Dashboard.Tests.Page;

/// <summary>An order's way from HTTP through cache, database and Kafka, as traces and log records to look at.</summary>
internal static class OrderTrace
{
    internal static readonly DashboardOptions TakesTelemetry = new()
    {
        BrowserToken = RunningDashboard.Token,
        ApplicationName = "Shop",
        OtlpGrpcUrl = "http://localhost:0",
    };

    /// <summary>Sends it, and gives back the ids of the traces.</summary>
    internal static string[] Send(RunningDashboard running, int orders)
    {
        using var api = new Service("api", running, OtlpExportProtocol.Grpc);
        using var worker = new Service("worker", running, OtlpExportProtocol.Grpc);
        return [.. Enumerable.Range(1, orders).Select(order => Place(api, worker, order, fails: order % 4 == 3))];
    }

    private static string Place(Service api, Service worker, int order, bool fails)
    {
        var start = Some.Start.AddSeconds(order);
        using var request = Begin(api, "POST /orders", ActivityKind.Server, default, 0);
        request.SetTag("http.request.method", "POST").SetTag("url.path", "/orders").SetTag("http.response.status_code", fails ? 500 : 201);
        api.Logger("Api.Orders").LogInformation("Order {Order} of {Product} placed", order, "tea");
        Done(Begin(api, "GET product:tea", ActivityKind.Client, request.Context, 2).SetTag("db.system.name", "redis"), 3 + order % 3);
        Done(Begin(api, "SELECT products", ActivityKind.Client, request.Context, 8).SetTag("db.system.name", "postgresql").SetTag("db.query.text", "SELECT id, name, price FROM products WHERE id = $1"), 21);
        using (var insert = Begin(api, "INSERT orders", ActivityKind.Client, request.Context, 24).SetTag("db.system.name", "postgresql"))
        {
            if (fails)
            {
                insert.SetStatus(ActivityStatusCode.Error, "duplicate key value violates unique constraint");
                insert.AddException(new InvalidOperationException("duplicate key value violates unique constraint"), timestamp: start.AddMilliseconds(51));
                api.Logger("Api.Orders").LogError("Order {Order} could not be written", order);
            }
            Done(insert, 52);
        }
        using (var publish = Begin(api, "orders publish", ActivityKind.Producer, request.Context, 54))
        {
            using (var process = Begin(worker, "orders process", ActivityKind.Consumer, publish.Context, 71))
            {
                worker.Logger("Worker.Confirmation").LogInformation("Order {Order} confirmed", order);
                Done(Begin(worker, "UPDATE orders", ActivityKind.Client, process.Context, 75).SetTag("db.system.name", "postgresql"), 90);
                Done(process, 94 + order);
            }
            Done(publish, 60);
        }
        Done(request, 66);
        return request.TraceId.ToHexString();

        Activity Begin(Service service, string name, ActivityKind kind, ActivityContext parent, int at) =>
            service.Activities.StartActivity(name, kind, parent, startTime: start.AddMilliseconds(at))!;

        void Done(Activity activity, int at)
        {
            activity.SetEndTime(start.AddMilliseconds(at).UtcDateTime);
            activity.Dispose();
        }
    }
}
