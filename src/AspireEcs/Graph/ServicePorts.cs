using AspireEcs.Manifests;

namespace AspireEcs.Graph;

/// <summary>Gives each binding of a service a port of its task.</summary>
internal sealed class ServicePorts(ComputeResource resource, List<Refusal> refusals)
{
    private const int ProjectPort = 8080;

    private readonly List<ServicePort> _ports = [];

    internal IReadOnlyList<ServicePort> All()
    {
        foreach (var binding in resource.Bindings)
            Add(binding);
        return _ports;
    }

    private void Add(Binding binding)
    {
        if (binding is { External: true, Scheme: not ("http" or "https") })
            Refuse("manifest-external-tcp", $"Its binding '{binding.Name}' is external and no HTTP: the load balancer speaks HTTP.", "Keep it inside, or put a network load balancer before it by hand.");
        else if (binding is { Scheme: "https", TargetPort: not null } && _ports.All(port => port.Number != binding.TargetPort))
            Refuse("manifest-https-port", $"Its binding '{binding.Name}' has HTTPS on a port of its own, for which the task has no certificate.", "TLS ends at the load balancer: leave the port out, and serve HTTP behind it.");
        else if (binding.Scheme == "https" && _ports.FirstOrDefault(port => port.IsHttp) is { } http)
            _ports[_ports.IndexOf(http)] = http with { Bindings = [.. http.Bindings, binding] };
        else if (Number(binding) is { } number)
            Put(binding, number);
        else
            Refuse("manifest-port", $"Its binding '{binding.Name}' says no port of the container.", "Give it a targetPort.");
    }

    private void Put(Binding binding, int number)
    {
        if (_ports.FirstOrDefault(port => port.Number == number) is { } same)
            _ports[_ports.IndexOf(same)] = same with { Bindings = [.. same.Bindings, binding] };
        else
            _ports.Add(new ServicePort(binding.Name, number, [binding]));
    }

    private int? Number(Binding binding) => binding.TargetPort ?? (resource.Project is null ? binding.Port : FreePort());

    private int FreePort() => Enumerable.Range(ProjectPort, 1000).First(number => _ports.All(port => port.Number != number));

    private void Refuse(string id, string reason, string remedy) => refusals.Add(new Refusal(id, resource.Name, reason, remedy));
}
