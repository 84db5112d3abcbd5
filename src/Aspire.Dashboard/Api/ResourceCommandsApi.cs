using System.Text.Json;
using Aspire.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Aspire.Dashboard.Api;

/// <summary><c>POST /api/resources/{name}/commands/{command}</c>.</summary>
internal sealed partial class ResourceCommandsApi(IResourceCommands commands, ResourceBoard board, ILogger<ResourceCommandsApi> logger)
{
    internal void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/api/resources/{name}/commands/{command}", ExecuteAsync);

    private async Task ExecuteAsync(HttpContext context)
    {
        await board.Ready.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        var name = (string)context.Request.RouteValues["name"]!;
        var commandName = (string)context.Request.RouteValues["command"]!;
        if (board.Find(name) is not { } resource)
        {
            await Problem.UnknownResourceAsync(context, name).ConfigureAwait(false);
            return;
        }
        // Browsers say that a request is the page's own; programs do not.
        var isPage = context.Request.Headers["Sec-Fetch-Site"] == "same-origin";
        if (Find(resource.Commands.Where(one => one.IsInApi || isPage), commandName) is not { } command)
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, "Unknown command",
                $"{resource.Name} has no command '{commandName}'. It has: {Names(resource.Commands)}.").ConfigureAwait(false);
            return;
        }
        if (command.State != ResourceCommandState.Enabled)
        {
            var possible = resource.Commands.Where(other => other.State == ResourceCommandState.Enabled);
            await Problem.WriteAsync(context, StatusCodes.Status409Conflict, "Not possible now",
                $"{resource.Name} is {resource.State ?? "in no known state"}, so that '{command.Name}' is not possible now. Possible now: {Names(possible)}.").ConfigureAwait(false);
            return;
        }

        var request = context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0
            ? await RequestBody.ReadAsync(context, ApiJson.Default.CommandRequest).ConfigureAwait(false)
            : new CommandRequest(null);
        if (request is null)
            return;

        LogExecuting(resource.Name, command.Name);
        var result = await commands.ExecuteAsync(resource.Name, command.Name, request.Arguments ?? [], context.RequestAborted).ConfigureAwait(false);
        if (!result.Problems.IsEmpty)
        {
            await Problem.WriteInputsAsync(context, result.Problems).ConfigureAwait(false);
            return;
        }
        if (!result.Succeeded)
        {
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "The command failed",
                result.Message ?? $"{resource.Name} could not be asked to {command.Name}; its log may say why.").ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(context.Response.Body, result, ApiJson.Readable.ResourceCommandResult, context.RequestAborted).ConfigureAwait(false);
    }

    // Aspire's own commands are named resource-start and so on; who types one may leave that out.
    private static ResourceCommand? Find(IEnumerable<ResourceCommand> commands, string name) =>
        commands.FirstOrDefault(command => command.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? commands.FirstOrDefault(command => command.Name.Equals($"resource-{name}", StringComparison.OrdinalIgnoreCase));

    private static string Names(IEnumerable<ResourceCommand> commands) =>
        string.Join(", ", commands.Select(command => command.Name)) is { Length: > 0 } names ? names : "none";
}

/// <summary>What a command is given.</summary>
internal sealed record CommandRequest(Dictionary<string, string?>? Arguments);
