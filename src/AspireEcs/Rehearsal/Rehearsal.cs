using AspireEcs.Graph;
using AspireEcs.Rehearsal.Network;
using AspireEcs.Rehearsal.Programs;
using AspireEcs.Rehearsal.Servers;
using AspireEcs.Rehearsal.Services;
using AspireEcs.Rehearsal.Stack;
using AspireEcs.Settings;
using AspireEcs.Templates;

namespace AspireEcs.Rehearsal;

/// <summary>
/// Holds a deployment on this machine: the stack in moto, its servers with the users, passwords and TLS that the template gives them,
/// each in a network namespace behind its security groups, and the services with what their task definitions give them.
/// </summary>
internal sealed class Rehearsal(SystemGraph graph, TemplateDocument template, RehearsalOptions options, RehearsalReport report)
{
    private readonly RehearsalPlan _plan = new(graph);
    private readonly SecretValues _secrets = new(graph);

    /// <summary>Runs to the end, or to the first part that fails.</summary>
    /// <exception cref="RehearsalImpossible">This machine lacks something for it.</exception>
    internal async Task RunAsync(CancellationToken cancel)
    {
        Requirements.Check(options.NetworkOnly ? [] : _plan.Stores);
        await Leftovers.ClearAsync(cancel);
        await using var stage = new RehearsalStage();
        var builds = options.NetworkOnly ? [] : _plan.Services.ToDictionary(service => service, service => BuildAsync(service, stage, cancel));
        try
        {
            var stack = await StackAsync(stage, cancel);
            var network = await NetworkAsync(stage, stack, cancel);
            if (report.Failed || options.NetworkOnly)
                return;
            await ServersAsync(stage, network, stack, cancel);
            var certificates = CertificatesOfImages(stage);
            foreach (var service in _plan.Services)
            {
                var run = new ServiceRun(service, network, stack, report, options.Patience, certificates);
                if (!await run.PlayAsync(await builds[service], RehearsalPlan.Caller(service, graph), stage, cancel))
                    return;
            }
        }
        finally
        {
            await Task.WhenAll(builds.Values).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);   // no build writes into a folder that goes
        }
    }

    /// <summary>An image brings the bundle of RDS with it; here the servers' certificates are from another authority.</summary>
    private Dictionary<string, string> CertificatesOfImages(RehearsalStage stage) =>
        _plan.Stores.Select(store => store.Backing.Provision?.RootCertificate).OfType<string>().Distinct().ToDictionary(file => file, _ => stage.CertificateFile());

    private Task<ProjectBuild> BuildAsync(ServiceNode service, RehearsalStage stage, CancellationToken cancel) =>
        options.Published.TryGetValue(service.Name, out var folder)
            ? Task.Run(() => ProjectBuild.Find(service, folder), cancel)
            : ProjectBuild.PublishAsync(service, options.ManifestFolder, stage.Folder($"{service.Name}-published"), cancel);

    private async Task<RehearsedStack> StackAsync(RehearsalStage stage, CancellationToken cancel)
    {
        var moto = stage.Add(await MotoServer.StartAsync(cancel));
        var aws = moto.Connect(options.Region);
        var stack = await RehearsedStack.CreateAsync(aws, graph, template, _secrets, cancel);
        report.Hide(_secrets.All);
        report.Passed("stack", $"{template.Resources.Count} resources made in moto, each secret with a value of this rehearsal.");
        return stack;
    }

    private async Task<VirtualNetwork> NetworkAsync(RehearsalStage stage, RehearsedStack stack, CancellationToken cancel)
    {
        var present = SecurityRules.Of(template);
        var nodes = new NetworkNodes(graph, template, stack.HostOf).Find();
        var network = stage.Add(await VirtualNetwork.CreateAsync(nodes, present, stage.Certificate, cancel));
        var found = await new Reachability(network, SecurityRules.Of(graph), present).TryAsync(cancel);
        foreach (var fault in found.Faults)
            report.Failure("reachability", fault);
        if (found.Faults.Count == 0)
            report.Passed("reachability", $"{found.Open} ways are open, each asked for by a reference; the other {found.Closed} are closed. {nodes.Count} stood on the network.");
        return network;
    }

    private async Task ServersAsync(RehearsalStage stage, VirtualNetwork network, RehearsedStack stack, CancellationToken cancel)
    {
        foreach (var (name, reason) in _plan.LeftOut)
            report.LeftOut(name, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.");
        await Task.WhenAll(_plan.Stores.Select(async store => stage.Add(await StartAsync(stage.Server(store, network, stack, _secrets), cancel))));
        if (_plan.Stores.Count > 0)
            report.Passed("servers", $"{string.Join(", ", _plan.Stores.Select(store => store.Name))}: with the users, passwords and TLS of the template.");
    }

    private Task<RunningProgram> StartAsync(ServerContext server, CancellationToken cancel) => server.Store.Kind switch
    {
        BackingKind.Redis => RedisServer.StartAsync(server, cancel),
        BackingKind.Postgres => PostgresServer.StartAsync(server, cancel),
        _ => KafkaServer.StartAsync(server, graph.Services, cancel),
    };
}
