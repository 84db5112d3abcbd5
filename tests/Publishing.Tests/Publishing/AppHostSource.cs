using Publishing.Tests.Tools;

namespace Publishing.Tests.Publishing;

/// <summary>Small AppHosts for one question each.</summary>
internal static class AppHostSource
{
    public static CompiledAppHost Compile(string model, string types = "") => CompiledAppHost.Compile(
        "AppHost",
        $"""
        using Aspire.Hosting.Eventing;
        using Aspire.Hosting.Publishing;
        using Microsoft.Extensions.DependencyInjection;
        var builder = DistributedApplication.CreateBuilder(args);
        {model}
        builder.Build().Run();
        {types}
        """,
        Repository.Path("tests", "Publishing.Tests", "Golden", "_siblings"));
}
