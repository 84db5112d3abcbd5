namespace Aspire.Hosting.Postgres;

/// <summary>What the environment of the container says about the data that is to be made.</summary>
internal sealed class PostgresSettings(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The administrator.</summary>
    internal string User { get; } = Read(environment, PostgresContainer.UserVariable) ?? PostgresContainer.DefaultUser;

    /// <summary>The administrator's password, if there is one.</summary>
    internal string? Password { get; } = Read(environment, PostgresContainer.PasswordVariable);

    /// <summary>The database that exists from the beginning.</summary>
    internal string Database => Read(environment, PostgresContainer.DatabaseVariable) ?? User;

    /// <summary>More arguments for initdb.</summary>
    internal IReadOnlyList<string> InitdbArguments { get; } =
        (Read(environment, PostgresContainer.InitdbArgumentsVariable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How clients from other machines prove who they are.</summary>
    internal string HostAuthentication { get; } = Read(environment, PostgresContainer.AuthenticationVariable) ?? "scram-sha-256";

    /// <summary>The whole environment, for scripts.</summary>
    internal IReadOnlyDictionary<string, string> Environment => environment;

    private static string? Read(IReadOnlyDictionary<string, string> environment, string variable) =>
        environment.GetValueOrDefault(variable) is { Length: > 0 } value ? value : null;
}
