using System.Text.Json.Nodes;
using AspireEcs.Graph;
using AspireEcs.Templates;

namespace AspireEcs.Resources;

/// <summary>What a task of a service is made of, and what it may read.</summary>
internal sealed class TaskWriter(Deployment deployment, ServiceNode service)
{
    /// <summary>Raised by a deployment when a secret changed: tasks read secrets when they start, and nothing else would start new ones.</summary>
    internal const string Revision = "SecretsRevision";
    internal const string RevisionVariable = "ASPIRE_SECRETS_REVISION";
    private const int SecondsToStop = 60;

    private TemplateBuilder Template => deployment.Template;

    internal static string NameOf(ServiceNode service) => $"{service.Id}Task";

    internal static string MigrationOf(ServiceNode service) => $"{service.Id}Migration";

    internal void Write()
    {
        var environment = new EnvironmentWriter(deployment, service).Write();
        Roles(environment.SecretNames);
        Task(NameOf(service), service.Name, [.. service.Source.Args.Select(argument => Argument(argument))], environment, isService: true);
        if (service.Settings.Migration.Length == 0)
            return;
        Task(MigrationOf(service), $"{service.Name}-migration", [.. service.Settings.Migration.Select(argument => (JsonNode)JsonValue.Create(argument))], environment, isService: false);
        Template.Output($"{service.Id}MigrationTask", $"The task that migrates the data of {service.Name} before a new version of it starts.", Cfn.Ref(MigrationOf(service)));
    }

    private JsonNode Argument(Manifests.Expression argument)
    {
        var text = deployment.Texts.Resolve(argument, service);
        return text.HasSecret
            ? throw new RefusedException("manifest-secret-argument", service.Name, "It gets a secret as an argument, which everybody could read in the task's definition.", "Give it as an environment variable.")
            : text.ToNode();
    }

    private void Task(string logicalId, string name, List<JsonNode> arguments, TaskEnvironment environment, bool isService)
    {
        var container = new JsonObject
        {
            ["Name"] = name,
            ["Image"] = Image(),
            ["Essential"] = true,
            ["Memory"] = service.Settings.Memory,   // all of the task's: a container that takes more is ended, rather than its neighbour in the task
            ["StopTimeout"] = SecondsToStop,
            ["LinuxParameters"] = new JsonObject { ["InitProcessEnabled"] = true },
            ["Environment"] = environment.Plain(),
            ["LogConfiguration"] = new JsonObject
            {
                ["LogDriver"] = "awslogs",
                ["Options"] = new JsonObject
                {
                    ["awslogs-group"] = Cfn.Ref($"{service.Id}Log"),
                    ["awslogs-region"] = Cfn.Ref("AWS::Region"),
                    ["awslogs-stream-prefix"] = name,
                },
            },
        };
        if (environment.SecretNames.Count > 0)
            container["Secrets"] = environment.Secrets();
        if (isService && service.Ports.Count > 0)
            container["PortMappings"] = Cfn.List(service.Ports.Select(PortMapping));
        if (service.Source.Entrypoint is { } entrypoint && isService)
            container["EntryPoint"] = Cfn.List(entrypoint);
        if (arguments.Count > 0)
            container["Command"] = Cfn.List(arguments);
        if (VolumeWriter.MountPoints(service) is { Count: > 0 } mounts)
            container["MountPoints"] = mounts;

        Template.Resource(logicalId, "AWS::ECS::TaskDefinition", new()
        {
            ["Family"] = Cfn.Sub($"${{AWS::StackName}}-{name}"),
            ["RequiresCompatibilities"] = Cfn.List("FARGATE"),
            ["NetworkMode"] = "awsvpc",
            ["Cpu"] = $"{service.Settings.Cpu}",
            ["Memory"] = $"{service.Settings.Memory}",
            ["RuntimePlatform"] = new JsonObject { ["CpuArchitecture"] = service.Settings.Architecture, ["OperatingSystemFamily"] = "LINUX" },
            ["ExecutionRoleArn"] = Cfn.GetAtt($"{service.Id}ExecutionRole", "Arn"),
            ["TaskRoleArn"] = Cfn.GetAtt($"{service.Id}TaskRole", "Arn"),
            ["Volumes"] = VolumeWriter.VolumesOf(service, deployment),
            ["ContainerDefinitions"] = Cfn.List(container),
        });
    }

    /// <summary>Ours by its digest, which a deployment supplies; of a registry as the manifest names it.</summary>
    private JsonNode Image()
    {
        if (service.HasForeignImage)
            return JsonValue.Create(service.Source.Image!);
        var parameter = $"{service.Id}Image";
        if (!Template.HasParameter(parameter))
        {
            Template.Parameter(parameter, new()
            {
                ["Type"] = "String",
                ["Description"] = $"The image of {service.Name} by its digest.",
                ["AllowedPattern"] = ".+@sha256:[0-9a-f]{64}",
            });
            deployment.Notes.ParameterIs(parameter, "image", service.Name, filter: null);
        }
        return Cfn.Ref(parameter);
    }

    private static JsonNode PortMapping(ServicePort port)
    {
        var mapping = new JsonObject { ["Name"] = port.Name, ["ContainerPort"] = port.Number, ["Protocol"] = "tcp" };
        if (port.IsHttp)
            mapping["AppProtocol"] = port.Bindings.Any(binding => binding.Transport == "http2") ? "http2" : "http";
        return mapping;
    }

    /// <summary>ECS itself fetches the image, writes the log and reads this service's secrets; the service may do nothing in AWS.</summary>
    private void Roles(IReadOnlyCollection<string> secrets)
    {
        var statements = new List<JsonNode?>
        {
            Policies.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], Cfn.GetAtt($"{service.Id}Log", "Arn")),
        };
        if (!service.HasForeignImage)
        {
            statements.Add(Policies.Allow(["ecr:GetAuthorizationToken"], JsonValue.Create("*")));   // it has no resource
            statements.Add(Policies.Allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Cfn.Sub($"arn:${{AWS::Partition}}:ecr:${{AWS::Region}}:${{AWS::AccountId}}:repository/{deployment.Settings.Stack}/{service.Name}")));
        }
        if (secrets.Count > 0)
            statements.Add(Policies.Allow(["secretsmanager:GetSecretValue"], Cfn.List(secrets.Select(secret => (JsonNode?)Cfn.Ref(secret)))));
        Template.Resource($"{service.Id}ExecutionRole", "AWS::IAM::Role", new()
        {
            ["AssumeRolePolicyDocument"] = Policies.AssumedBy("ecs-tasks.amazonaws.com"),
            ["Policies"] = Cfn.List(Policies.Named("start", [.. statements])),
        });
        Template.Resource($"{service.Id}TaskRole", "AWS::IAM::Role", new()
        {
            ["AssumeRolePolicyDocument"] = Policies.AssumedBy("ecs-tasks.amazonaws.com"),
            ["Policies"] = VolumeWriter.PoliciesOf(service),
        });
    }

    internal static JsonObject RevisionParameter() => new() { ["Type"] = "String", ["Default"] = "1", ["Description"] = "A new value starts new tasks, which read the secrets anew." };

    internal static (string Name, JsonNode Value) RevisionEntry() => (RevisionVariable, Cfn.Ref(Revision));
}
