using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.LocalServices;
using LocalServices.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalServices.Tests.Toolkit;

public sealed class NpmPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _states = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_is_fetched_once_and_the_user_sees_that_it_takes_its_time()
    {
        var package = new NpmPackage("is-number", "7.0.0");

        var first = await package.FetchAsync(Folders(), Context(), prepared => File.WriteAllText(Path.Combine(prepared, "prepared"), ""), Cancel);
        var second = await package.FetchAsync(Folders(), Context(), _ => Assert.Fail("It was there already."), Cancel);

        Assert.Equal(first, second);
        Assert.True(File.Exists(Path.Combine(first, "package.json")));
        Assert.True(File.Exists(Path.Combine(first, "prepared")));
        Assert.Equal(["Downloading"], _states);
    }

    [Fact]
    public async Task A_package_that_cannot_be_fetched_is_explained_and_leaves_nothing_behind()
    {
        var package = new NpmPackage("is-number", "0.0.0-missing");

        var failed = await Assert.ThrowsAsync<DistributedApplicationException>(() => package.FetchAsync(Folders(), Context(), _ => { }, Cancel));

        Assert.StartsWith("npm could not fetch is-number 0.0.0-missing for the resource 'server': ", failed.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(package.FolderIn(Folders())));
    }

    private LocalServiceFolders Folders() => new(new ConfigurationBuilder().AddInMemoryCollection([new("Aspire:LocalServices:CachePath", _folder.Path)]).Build());

    private LocalServiceContext Context() => new()
    {
        ResourceName = "server",
        Endpoints = new Dictionary<string, LocalServiceEndpoint>(),
        Environment = new Dictionary<string, string>(),
        Mounts = [],
        WorkingFolder = _folder.Path,
        Logger = NullLogger.Instance,
        ReportStateAsync = state =>
        {
            _states.Add(state);
            return Task.CompletedTask;
        },
        Services = Tools.Services(),
    };
}
