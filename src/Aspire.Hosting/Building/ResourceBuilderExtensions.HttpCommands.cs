using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Building;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command that sends an HTTP request to the resource. It can be given while the resource is healthy.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to send it to, for example <c>/cache/clear</c>.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="endpointName">The endpoint to send it to; that called <c>http</c> or <c>https</c>, or the first with such a scheme, if there is none.</param>
    /// <param name="commandName">The name, unique within the resource; made of method and path, if there is none.</param>
    /// <param name="commandOptions">The request, what to make of the answer, and how the command is shown. By default a POST for which 2xx is a success.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        string? endpointName = null,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithHttpCommand(path, displayName, () => HttpEndpoints.Select(builder.Resource, endpointName, "has an HTTP command"), commandName, commandOptions);
    }

    /// <summary>Adds a command that sends an HTTP request. It can be given while the resource is healthy.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to send it to, for example <c>/cache/clear</c>.</param>
    /// <param name="displayName">The text that is shown.</param>
    /// <param name="endpointSelector">Chooses the endpoint when the command is given; the resource's HTTP endpoint, if there is none.</param>
    /// <param name="commandName">The name, unique within the resource; made of method and path, if there is none.</param>
    /// <param name="commandOptions">The request, what to make of the answer, and how the command is shown. By default a POST for which 2xx is a success.</param>
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(
        this IResourceBuilder<TResource> builder,
        string path,
        string displayName,
        Func<EndpointReference>? endpointSelector,
        string? commandName = null,
        HttpCommandOptions? commandOptions = null) where TResource : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        var options = commandOptions ?? new();
        options.UpdateState ??= HttpCommand.StateOf;
        var select = options.EndpointSelector ?? endpointSelector ?? (() => HttpEndpoints.Select(builder.Resource, null, "has an HTTP command"));
        var command = new HttpCommand(path, select, options);
        builder.ApplicationBuilder.Services.AddHttpClient();
        return builder.WithCommand(commandName ?? command.DefaultName, displayName, command.ExecuteAsync, options);
    }
}
