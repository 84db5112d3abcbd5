using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>A load balancer before a service that the world may call: HTTPS where there is a certificate, and HTTP then leads there.</summary>
internal static class LoadBalancerWriter
{
    private const int Http = 80;
    private const int Https = 443;
    private const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    internal static string TargetGroupOf(ServiceNode service) => $"{service.Id}Targets";

    internal static string ListenerOf(ServiceNode service) => $"{service.Id}Listener";

    internal static string NameOf(ServiceNode service) => $"{service.Id}LoadBalancer";

    internal static void Write(ServiceNode service, Deployment deployment)
    {
        var (template, settings) = (deployment.Template, deployment.Settings.LoadBalancer);
        var name = NameOf(service);
        var port = service.PublicPort!.Number;
        var open = settings.Certificate is null ? Http : Https;

        deployment.Network.SecurityGroup(template, $"{name}SecurityGroup", $"load balancer of {service.Name}");
        foreach (var (range, index) in settings.AllowFrom.Select((range, index) => (range, index)))
        {
            Open(open, $"{name}From{index}");
            if (open == Https)
                Open(Http, $"{name}HttpFrom{index}");

            void Open(int number, string logicalId) => template.Resource(logicalId, "AWS::EC2::SecurityGroupIngress", new()
            {
                ["GroupId"] = Cfn.GetAtt($"{name}SecurityGroup", "GroupId"),
                ["IpProtocol"] = "tcp",
                ["FromPort"] = number,
                ["ToPort"] = number,
                ["CidrIp"] = range,
                ["Description"] = $"{range} calls {service.Name}",
            });
        }
        EdgeWriter.Pair(template, $"{name}To{service.Id}", $"{service.Id}From{name}", EdgeWriter.Group($"{name}SecurityGroup"), EdgeWriter.Group(service.SecurityGroup), port, $"the load balancer calls {service.Name}");

        template.Resource(name, "AWS::ElasticLoadBalancingV2::LoadBalancer", new()
        {
            ["Type"] = "application",
            ["Scheme"] = settings.Internal ? "internal" : "internet-facing",
            ["Subnets"] = settings.Internal ? deployment.Network.PrivateSubnets() : deployment.Network.PublicSubnets(),
            ["SecurityGroups"] = Cfn.List(Cfn.GetAtt($"{name}SecurityGroup", "GroupId")),
            ["LoadBalancerAttributes"] = Cfn.List(Cfn.KeyValue("routing.http.drop_invalid_header_fields.enabled", "true"), Cfn.KeyValue("deletion_protection.enabled", "false")),
        });
        template.Resource(TargetGroupOf(service), "AWS::ElasticLoadBalancingV2::TargetGroup", new()
        {
            ["TargetType"] = "ip",
            ["VpcId"] = deployment.Network.Vpc(),
            ["Protocol"] = "HTTP",
            ["Port"] = port,
            ["HealthCheckPath"] = service.Settings.HealthPath,
            ["HealthCheckIntervalSeconds"] = 15,
            ["HealthyThresholdCount"] = 2,
            ["UnhealthyThresholdCount"] = 3,
            ["Matcher"] = new JsonObject { ["HttpCode"] = "200" },
            ["TargetGroupAttributes"] = Cfn.List(Cfn.KeyValue("deregistration_delay.timeout_seconds", "30")),
        });
        Listeners(service, deployment, open);
        Remark(service, deployment, open);
        template.Output($"{service.Id}Url", $"Where {service.Name} is called.", Cfn.Sub($"{(open == Https ? "https" : "http")}://${{{name}.DNSName}}"));
    }

    private static void Listeners(ServiceNode service, Deployment deployment, int open)
    {
        var settings = deployment.Settings.LoadBalancer;
        deployment.Template.Resource(ListenerOf(service), "AWS::ElasticLoadBalancingV2::Listener", new()
        {
            ["LoadBalancerArn"] = Cfn.Ref(NameOf(service)),
            ["Port"] = open,
            ["Protocol"] = open == Https ? "HTTPS" : "HTTP",
            ["SslPolicy"] = open == Https ? TlsPolicy : null,
            ["Certificates"] = open == Https ? Cfn.List(new JsonObject { ["CertificateArn"] = settings.Certificate }) : null,
            ["DefaultActions"] = Cfn.List(new JsonObject { ["Type"] = "forward", ["TargetGroupArn"] = Cfn.Ref(TargetGroupOf(service)) }),
        });
        if (open == Http)
            return;
        deployment.Template.Resource($"{service.Id}HttpListener", "AWS::ElasticLoadBalancingV2::Listener", new()
        {
            ["LoadBalancerArn"] = Cfn.Ref(NameOf(service)),
            ["Port"] = Http,
            ["Protocol"] = "HTTP",
            ["DefaultActions"] = Cfn.List(new JsonObject { ["Type"] = "redirect", ["RedirectConfig"] = new JsonObject { ["Protocol"] = "HTTPS", ["Port"] = $"{Https}", ["StatusCode"] = "HTTP_301" } }),
        });
    }

    private static void Remark(ServiceNode service, Deployment deployment, int open)
    {
        if (open == Http)
            deployment.Notes.Remark($"{service.Name} is called without encryption: name a certificate in loadBalancer.certificate.");
        foreach (var binding in service.Ports.SelectMany(port => port.Bindings).Where(binding => binding is { External: true, Port: not (null or Http or Https) }))
            deployment.Notes.Remark($"{service.Name}: its binding '{binding.Name}' is external at port {binding.Port}, and the load balancer is called at {open}.");
        foreach (var other in service.Ports.Where(port => port != service.PublicPort && port.Bindings.Any(binding => binding.External)))
            deployment.Notes.Remark($"{service.Name}: port {other.Number} ('{other.Name}') is external as well, and can be called from inside alone: the load balancer leads to port {service.PublicPort!.Number}.");
    }
}
