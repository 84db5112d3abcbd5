using System.Text.Json;
using Aspire.Dashboard.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aspire.Dashboard.Api;

/// <summary>An answer that says what went wrong (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind it is.</param>
/// <param name="Title">What went wrong in a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">Why, and what to do about it.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail)
{
    internal static Task WriteAsync(HttpContext context, int status, string? title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        var problem = new Problem("about:blank", title ?? ReasonPhrases.GetReasonPhrase(status), status, detail);
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, ApiJson.Readable.Problem, context.RequestAborted);
    }

    /// <summary>Says which values are wrong, for a dialog to show beside each.</summary>
    internal static Task WriteInputsAsync(HttpContext context, IReadOnlyList<InputProblem> inputs)
    {
        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        context.Response.ContentType = "application/problem+json";
        var detail = string.Join(" ", inputs.Select(input => $"{input.Input}: {input.Message}"));
        var problem = new InputsProblem("about:blank", "Some values cannot be taken", StatusCodes.Status422UnprocessableEntity, detail, [.. inputs]);
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, ApiJson.Readable.InputsProblem, context.RequestAborted);
    }

    internal static Task UnknownResourceAsync(HttpContext context, string name) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "Unknown resource",
            $"There is no resource instance '{name}'. GET /api/resources lists them; replicas have names of their own, such as '{name}-1'.");
}

/// <summary>An answer that says which values are wrong.</summary>
/// <param name="Type">Always <c>about:blank</c>.</param>
/// <param name="Title">What went wrong in a few words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">All of it in a sentence.</param>
/// <param name="Inputs">Each value that is wrong.</param>
internal sealed record InputsProblem(string Type, string Title, int Status, string Detail, InputProblem[] Inputs);
