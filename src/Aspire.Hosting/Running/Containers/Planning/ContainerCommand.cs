using System.Text;

namespace Aspire.Hosting.Running.Containers.Planning;

/// <summary>The command line that makes a container of a plan. The values of its variables never stand on it.</summary>
/// <param name="Arguments">The arguments of <c>run</c> or <c>create</c>.</param>
/// <param name="Environment">What the engine's program needs in its own environment, to hand it on to the container.</param>
/// <param name="EnvironmentFile">Lines of a private file for variables that would mean something to the engine's program itself; empty for none.</param>
internal sealed record ContainerCommand(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, string EnvironmentFile)
{
    // Names by which programs such as docker, podman and what they are made of are told what to do.
    private static readonly string[] OwnNames =
        ["PATH", "HOME", "USER", "USERNAME", "USERPROFILE", "LOGNAME", "SHELL", "TERM", "TMPDIR", "TEMP", "TMP", "LANG", "PWD", "HOSTNAME", "SYSTEMROOT", "COMSPEC", "PATHEXT",
         "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "FTP_PROXY", "ASPIRE_START", "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID"];

    private static readonly string[] OwnPrefixes =
        ["DOCKER", "BUILDKIT", "BUILDX", "COMPOSE_", "PODMAN", "CONTAINER", "STORAGE_", "REGISTRY_", "_CONTAINERS", "XDG_", "DBUS_", "SSH_", "SSL_CERT_", "LD_", "DYLD_", "LC_", "GO", "OTEL_", "TMP"];

    /// <param name="plan">What to make.</param>
    /// <param name="environmentFile">Where the private file will be.</param>
    /// <exception cref="DistributedApplicationException">A variable cannot be handed over.</exception>
    public static ContainerCommand Of(ContainerPlan plan, string environmentFile)
    {
        var own = plan.Environment.Where(pair => MeansSomethingToThePrograms(pair.Key)).ToArray();
        var handedOn = plan.Environment.Where(pair => !MeansSomethingToThePrograms(pair.Key)).ToArray();
        var lines = new StringBuilder();
        foreach (var (name, value) in own)
        {
            if (value.AsSpan().ContainsAny('\n', '\r'))
            {
                throw new DistributedApplicationException($"its variable '{name}' has several lines, which cannot be handed to a container under a name that means something to the container engine as well. Use another name, or one line.");
            }

            lines.Append(name).Append('=').Append(value).Append('\n');
        }

        List<string> arguments = ["--name", plan.Name, "--network", plan.Network, "--pull", "never"];
        Add("--network-alias", plan.Aliases);
        Add("--add-host", plan.Hosts);
        Add("-p", plan.Ports.Select(port => port.ToString()));
        Add("-v", plan.Mounts);
        Add("--label", plan.Labels);
        Add("-e", handedOn.Select(pair => pair.Key));
        if (lines.Length > 0)
        {
            arguments.AddRange(["--env-file", environmentFile]);
        }

        if (plan.Entrypoint is { Length: > 0 } entrypoint)
        {
            arguments.AddRange(["--entrypoint", entrypoint]);
        }

        arguments.AddRange(plan.RuntimeArguments);
        arguments.Add(plan.Image);
        arguments.AddRange(plan.Arguments);
        return new(arguments, handedOn.ToDictionary(pair => pair.Key, pair => (string?)pair.Value), lines.ToString());

        void Add(string option, IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                arguments.Add(option);
                arguments.Add(value);
            }
        }
    }

    /// <summary>Whether programs of engines, or what they are made of, take a variable of the name for themselves.</summary>
    public static bool MeansSomethingToThePrograms(string name) =>
        OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(OwnPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
