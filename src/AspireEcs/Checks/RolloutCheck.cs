using System.Text.Json;
using AspireEcs.Resources;
using static AspireEcs.Checks.ResourceTypes;

namespace AspireEcs.Checks;

/// <summary>A roll-out that fails goes back by itself, and data is migrated before it.</summary>
internal static class RolloutCheck
{
    private static readonly PropertyRule[] Rules =
    [
        new("rollout-circuit-breaker", Service, "DeploymentConfiguration.DeploymentCircuitBreaker", value => value.At("Enable").IsTrue() && value.At("Rollback").IsTrue(), "A version that does not start would be tried for hours.", "Set Enable and Rollback of DeploymentCircuitBreaker to true."),
        new("rollout-healthy", Service, "DeploymentConfiguration.MinimumHealthyPercent", value => value.IsAtLeast(100), "Tasks would be stopped before new ones are healthy.", "Set MinimumHealthyPercent to 100."),
    ];

    internal static IEnumerable<Finding> Of(CheckedStack stack) => PropertyRule.Check(stack, Rules).Concat(Alarms(stack)).Concat(Migrations(stack)).Concat(Secrets(stack));

    private static IEnumerable<Finding> Alarms(CheckedStack stack) =>
        from service in stack.All(Service)
        where service.Properties.At("LoadBalancers").Entries().Any()
        let alarms = service.Properties.At("DeploymentConfiguration.Alarms")
        where !(alarms.At("Enable").IsTrue() && alarms.At("Rollback").IsTrue() && alarms.At("AlarmNames").Entries().Any())
        select Finding.In(service, "DeploymentConfiguration.Alarms", "rollout-alarms", "A version that starts and answers with errors would stay.", "Name the alarms over errors and latency, with Enable and Rollback.");

    private static IEnumerable<Finding> Migrations(CheckedStack stack) =>
        from service in stack.Graph.Services
        where service.Settings.Migration.Length > 0 && !stack.Template.Resources.ContainsKey(TaskWriter.MigrationOf(service))
        select new Finding("rollout-migration", $"Resources.{TaskWriter.MigrationOf(service)}", $"{service.Name} has a migration in its settings, and no task runs it.", "Synthesise the template again, or take services." + service.Name + ".migration out.");

    /// <summary>CloudFormation does not see that a secret has a new version, and tasks read secrets when they start.</summary>
    private static IEnumerable<Finding> Secrets(CheckedStack stack) =>
        from task in stack.All(TaskDefinition)
        from container in task.Properties.At("ContainerDefinitions").Entries()
        where container.At("Secrets").Entries().Any() && !container.At("Environment").Entries().Any(variable => variable.At("Name").Is(TaskWriter.RevisionVariable) && variable.At("Value").ValueKind == JsonValueKind.Object)
        select Finding.In(task, "ContainerDefinitions", "rollout-secrets", "Nothing would start new tasks when a secret changes.", $"Give it {TaskWriter.RevisionVariable} with the parameter {TaskWriter.Revision}.");
}
