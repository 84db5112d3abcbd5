using System.Text.Json;
using Build.Tests.Tools;

namespace Build.Tests.Projects;

/// <summary>
/// An AppHost outside the repository, with two projects to run and a library to use. It uses the MSBuild part as from a
/// package. Running it prints what was generated for it.
/// </summary>
public sealed class ShopAppHost : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        _folder.Write("web-front.end/web-front.end.csproj", Project("<OutputType>Exe</OutputType>",
            "<ItemGroup><None Update=\"appsettings.json\" CopyToOutputDirectory=\"PreserveNewest\" /></ItemGroup>"));
        _folder.Write("web-front.end/Program.cs", "return;");
        _folder.Write("web-front.end/appsettings.json", "{}");
        _folder.Write("Worker/Worker.csproj", Project("<OutputType>Exe</OutputType><AssemblyName>shop-worker</AssemblyName>"));
        _folder.Write("Worker/Program.cs", "return;");
        _folder.Write("Shared/Shared.csproj", Project(""));
        _folder.Write("Shared/Names.cs", "public static class Names { public const string Shop = \"shop\"; }");
        _folder.Write("Shop.AppHost/Shop.AppHost.csproj", Project("<OutputType>Exe</OutputType><UserSecretsId>shop</UserSecretsId>", $"""
            <ItemGroup>
              <FrameworkReference Include="Microsoft.AspNetCore.App" />
              <Reference Include="{System.IO.Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.dll")}" />
              <ProjectReference Include="../web-front.end/web-front.end.csproj" />
              <ProjectReference Include="../Worker/Worker.csproj" AspireProjectMetadataTypeName="Background" />
              <ProjectReference Include="../Shared/Shared.csproj" IsAspireProjectResource="false" />
            </ItemGroup>
            <Import Project="{Repository.Path("src", "Aspire.Hosting.AppHost", "build", "Aspire.Hosting.AppHost.targets")}" />
            """));
        _folder.Write("Shop.AppHost/AppHost.cs", """
            using System.Linq;
            using System.Reflection;

            Aspire.Hosting.IProjectMetadata web = new Projects.web_front_end(), worker = new Projects.Background();
            var metadata = typeof(Projects.Shop_AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
            System.Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new
            {
                Web = web.ProjectPath,
                Worker = worker.ProjectPath,
                AppHost = Projects.Shop_AppHost.ProjectPath,
                Shared = Names.Shop,
                Metadata = metadata.ToDictionary(m => m.Key, m => m.Value),
            }));
            """);
        await BuildAsync("Debug", CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal string Path(string relativePath) => System.IO.Path.Combine(_folder.Path, relativePath);

    internal string OutputFolder(string configuration) => Path($"Shop.AppHost/bin/{configuration}/net10.0");

    internal string GeneratedFile => Path("Shop.AppHost/obj/Debug/net10.0/Projects.g.cs");

    internal Task<string> BuildAsync(string configuration, CancellationToken cancel) =>
        DotNet.RunAsync(["build", "Shop.AppHost", "-c", configuration, "-v", "q", "-p:UseSharedCompilation=false"], _folder.Path, cancel);

    internal async Task<Report> RunAsync(string configuration, CancellationToken cancel) =>
        JsonSerializer.Deserialize<Report>(await DotNet.RunAsync([$"{OutputFolder(configuration)}/Shop.AppHost.dll"], _folder.Path, cancel))!;

    private static string Project(string properties, string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            {properties}
          </PropertyGroup>
          {items}
        </Project>
        """;

    internal sealed record Report(string Web, string Worker, string AppHost, string Shared, Dictionary<string, string> Metadata);
}
