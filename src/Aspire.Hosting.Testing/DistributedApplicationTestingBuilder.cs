using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Starts AppHosts inside tests.</summary>
/// <remarks>
/// The application runs as it is declared, but for four things, so that it can run beside another run of itself and leaves
/// nothing: fixed ports are replaced by free ones; the volumes of servers that run without a container are new and removed
/// at the end; there is no dashboard; and nothing is written to the console.
/// </remarks>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">The command line of the AppHost.</param>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>(args, (_, _) => { }, cancellationToken);

    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <param name="args">The command line of the AppHost.</param>
    /// <param name="configureBuilder">Changes how the AppHost's builder is made.</param>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</param>
    /// <param name="args">The command line of the AppHost.</param>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Runs the entry point of an AppHost up to where it builds its application.</summary>
    /// <param name="entryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</param>
    /// <param name="args">The command line of the AppHost.</param>
    /// <param name="configureBuilder">Changes how the AppHost's builder is made.</param>
    /// <param name="cancellationToken">Ends the wait for the entry point.</param>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or it ended without building an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var run = new EntryPointRun(entryPoint.Assembly, args, new EntryPointCallbacks { Creating = configureBuilder });
        return new EntryPointTestingBuilder(run, await run.BuilderAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Creates an empty application for a test that declares it itself.</summary>
    /// <param name="args">The command line.</param>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>Creates an empty application for a test that declares it itself.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configureBuilder">Changes how the builder is made.</param>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        return new OwnTestingBuilder(TestDefaults.CreateBuilder(args, configureBuilder));
    }
}
