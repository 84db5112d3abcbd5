using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Parameters;
using Aspire.Hosting.Running.Workloads;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Configuration;

/// <summary>Resolves the environment and the arguments of an instance: runs the callbacks of the model, then gets each value.</summary>
internal sealed class ExecutionConfigurationResolver(DistributedApplicationExecutionContext executionContext, ResourceLoggerService loggers)
{
    /// <summary>Resolves the environment and the arguments.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="place">Where it runs.</param>
    /// <param name="onWaitAsync">Told of each parameter that somebody has to enter first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExecutionConfiguration> ResolveAsync(
        ResourceInstance instance, WorkloadPlace place, Func<ParameterResource, Task> onWaitAsync, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(instance.Id);
        var context = place.ContextOf(instance.Resource, executionContext);

        var variables = await VariablesAsync(instance, logger, cancellationToken).ConfigureAwait(false);
        var environment = new Dictionary<string, string>(variables.Count);
        var secrets = new HashSet<string>();
        foreach (var (name, value) in variables)
        {
            if (await ResolveAsync(value, context, onWaitAsync, cancellationToken).ConfigureAwait(false) is { } text)
            {
                environment[name] = text;
                if (Secrets.IsPartOf(value) || name == "OTEL_EXPORTER_OTLP_HEADERS")
                {
                    secrets.Add(name);
                }
            }
        }

        var values = await ArgumentsAsync(instance, logger, cancellationToken).ConfigureAwait(false);
        var arguments = new List<string>(values.Count);
        foreach (var value in values)
        {
            if (await ResolveAsync(value, context, onWaitAsync, cancellationToken).ConfigureAwait(false) is { } text)
            {
                arguments.Add(text);
            }
        }

        return new(environment, arguments, secrets, values.Any(Secrets.IsPartOf));
    }

    private async Task<Dictionary<string, object>> VariablesAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, instance.Resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        if (context.EnvironmentVariables.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT"))
        {
            AddInstanceId(context.EnvironmentVariables, instance);
        }

        return context.EnvironmentVariables;
    }

    // Replicas have the same service name: this tells their telemetry apart.
    private static void AddInstanceId(Dictionary<string, object> variables, ResourceInstance instance)
    {
        const string Name = "OTEL_RESOURCE_ATTRIBUTES";
        var own = $"service.instance.id={instance.Id}";
        variables[Name] = variables.TryGetValue(Name, out var given) && given is string { Length: > 0 } text ? $"{text},{own}" : own;
    }

    private async Task<IList<object>> ArgumentsAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], instance.Resource, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var annotation in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context).ConfigureAwait(false);
        }

        return context.Args;
    }

    private static async ValueTask<string?> ResolveAsync(object? value, ValueProviderContext context, Func<ParameterResource, Task> onWaitAsync, CancellationToken cancellationToken)
    {
        var resolving = ValueText.ResolveAsync(value, context, cancellationToken);
        if (!resolving.IsCompleted && MissingValues.Of(value) is { } parameter)
        {
            await onWaitAsync(parameter).ConfigureAwait(false);
        }

        return await resolving.ConfigureAwait(false);
    }
}
