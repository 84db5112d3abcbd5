using System.Text.Json;
using AspireEcs.Templates;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>A service, its task, its target group and Service Connect speak of the same container and ports.</summary>
internal static class WiringCheck
{
    internal static IEnumerable<Finding> Of(CheckedStack stack) =>
        from service in stack.All(Service)
        let containers = stack.Target(service.Properties.At("TaskDefinition"))?.Properties.At("ContainerDefinitions").Entries().ToList()
        where containers is not null
        from finding in LoadBalancers(stack, service, containers).Concat(ServiceConnect(service, containers))
        select finding;

    private static IEnumerable<Finding> LoadBalancers(CheckedStack stack, TemplateResource service, List<JsonElement> containers)
    {
        foreach (var balanced in service.Properties.At("LoadBalancers").Entries())
        {
            var (name, port) = (balanced.At("ContainerName").Plain(), balanced.At("ContainerPort").Plain());
            var container = containers.FirstOrDefault(container => container.At("Name").Plain() == name);
            if (container.ValueKind == JsonValueKind.Undefined)
                yield return Finding.In(service, "LoadBalancers", "wiring-container", $"The load balancer is given a container '{name}', which the task does not have.", $"Name one of: {string.Join(", ", containers.Select(one => one.At("Name").Plain()))}.");
            else if (!PortsOf(container).Contains(port))
                yield return Finding.In(service, "LoadBalancers", "wiring-port", $"The load balancer is given port {port} of '{name}', which the task does not map.", $"Use one of: {string.Join(", ", PortsOf(container))}.");
            if (stack.Target(balanced.At("TargetGroupArn")) is not { } targets)
                continue;
            if (targets.Properties.At("Port").Plain() != port)
                yield return Finding.In(targets, "Port", "wiring-target-port", $"The target group calls port {targets.Properties.At("Port").Plain()}, and the container listens on {port}.", $"Set Port to {port}.");
            if (!targets.Properties.At("TargetType").Is("ip"))
                yield return Finding.In(targets, "TargetType", "wiring-target-type", "Tasks of Fargate are targets by their addresses.", "Set TargetType to ip.");
        }
    }

    private static IEnumerable<Finding> ServiceConnect(TemplateResource service, List<JsonElement> containers)
    {
        var names = containers.SelectMany(container => container.At("PortMappings").Entries()).Select(port => port.At("Name").Plain()).OfType<string>().ToList();
        return from offered in service.Properties.At("ServiceConnectConfiguration.Services").Entries()
               let name = offered.At("PortName").Plain()
               where !names.Contains(name!)
               select Finding.In(service, "ServiceConnectConfiguration.Services", "wiring-port-name", $"Service Connect offers a port '{name}', which the task does not have.", names.Count == 0 ? "Name a port in the task's PortMappings." : $"Use one of: {string.Join(", ", names)}.");
    }

    private static IEnumerable<string?> PortsOf(JsonElement container) => container.At("PortMappings").Entries().Select(port => port.At("ContainerPort").Plain());
}
