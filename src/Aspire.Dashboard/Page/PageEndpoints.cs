using System.Text;
using Aspire.Dashboard.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Dashboard.Page;

/// <summary>The web page, and the way in to it.</summary>
/// <remarks>The files hold nothing of the application, so that they need no sign-in; what the page shows, it asks the API for.</remarks>
internal sealed class PageEndpoints(PageFiles files, DashboardAccess access)
{
    private const string Token = "t";
    private const string MessagePlace = "<!--message-->";

    // The page decides by the address what it shows: these are its views.
    private static readonly string[] Views = ["/", "/consolelogs", "/consolelogs/resource/{name}", "/structuredlogs", "/traces", "/traces/detail/{id}", "/metrics", "/map", "/runs", "/query"];

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var view in Views)
            endpoints.MapGet(view, ShowAsync);
        endpoints.MapGet("/login", SignInByLinkAsync);
        endpoints.MapPost("/login", SignInByFormAsync);
        endpoints.MapGet("/assets/{**path}", SendAssetAsync);
    }

    private Task ShowAsync(HttpContext context)
    {
        // The page itself asks with its cookie; and a token in the address would stay in the browser's history.
        if (access.IsToken(context.Request.Query[Token]))
        {
            access.Remember(context);
            var rest = context.Request.Query.Where(parameter => parameter.Key != Token).SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));
            return GoTo(context, context.Request.Path + QueryString.Create(rest));
        }
        if (access.Admits(context.Request))
            return SendAsync(context, files.Get("index.html"));
        context.Response.Redirect("/login");
        return Task.CompletedTask;
    }

    private Task SignInByLinkAsync(HttpContext context) => context.Request.Query[Token] is [{ Length: > 0 } token, ..]
        ? SignInAsync(context, token)
        : access.Admits(context.Request) ? GoToPage(context) : AskAsync(context, message: "");

    private async Task SignInByFormAsync(HttpContext context)
    {
        var token = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false))[Token].ToString()
            : "";
        await SignInAsync(context, token.Trim()).ConfigureAwait(false);
    }

    private Task SignInAsync(HttpContext context, string token)
    {
        if (!access.IsOpen && !access.IsToken(token))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return AskAsync(context, "This is not the token of the application that runs now. A new one is made at each start unless DASHBOARD__FRONTEND__BROWSERTOKEN sets it.");
        }
        access.Remember(context);
        return GoToPage(context);
    }

    private static Task GoToPage(HttpContext context) => GoTo(context, "/");

    private static Task GoTo(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    private Task AskAsync(HttpContext context, string message)
    {
        var page = files.Get("login.html");
        var html = Encoding.UTF8.GetString(page.Content).Replace(MessagePlace, message, StringComparison.Ordinal);
        context.Response.ContentType = page.ContentType;
        return context.Response.WriteAsync(html, context.RequestAborted);
    }

    private Task SendAssetAsync(HttpContext context)
    {
        if (files.Find("assets/" + context.Request.RouteValues["path"]) is { } file)
            return SendAsync(context, file);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        context.Response.Headers.CacheControl = "no-cache"; // Kept by the browser, and asked for whether it is still the same.
        context.Response.Headers.ETag = file.Version;
        if (context.Request.Headers.IfNoneMatch == file.Version)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Content.Length;
        return context.Response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }
}
