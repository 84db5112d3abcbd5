using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>How a tool in a container gets into a server, all values known.</summary>
internal sealed record ToolLogin(string Host, int Port, string User, string Password)
{
    // Tools reach servers by other addresses than processes of this machine do.
    private static readonly ValueProviderContext InContainer = new() { Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork };

    public static async Task<ToolLogin> ToAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        return new(
            await TextAsync(server.Host).ConfigureAwait(false),
            int.Parse(await TextAsync(server.Port).ConfigureAwait(false), System.Globalization.CultureInfo.InvariantCulture),
            await TextAsync(server.UserNameReference).ConfigureAwait(false),
            await TextAsync(server.PasswordParameter).ConfigureAwait(false));

        async Task<string> TextAsync(IValueProvider value) => await value.GetValueAsync(InContainer, cancellationToken).ConfigureAwait(false) ?? "";
    }
}
