using Aspire.Hosting.Postgres;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server. It runs as a container, or as a process of this machine where no container engine is used.</summary>
public class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    private readonly List<PostgresDatabaseResource> _databases = [];
    private EndpointReference? _primaryEndpoint;

    /// <summary>Creates a server.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="userName">The name of the administrator; <c>postgres</c>, if there is none.</param>
    /// <param name="password">The password of the administrator.</param>
    public PostgresServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        UserNameParameter = userName;
        PasswordParameter = password;
    }

    /// <summary>The endpoint that clients connect to.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, PostgresContainer.EndpointName);

    /// <summary>The host of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>The port of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The name of the administrator; <see langword="null"/> stands for <c>postgres</c>.</summary>
    public ParameterResource? UserNameParameter { get; set; }

    /// <summary>The password of the administrator.</summary>
    public ParameterResource PasswordParameter { get; set; }

    /// <summary>The name of the administrator.</summary>
    public ReferenceExpression UserNameReference => UserNameParameter is { } parameter
        ? ReferenceExpression.Create($"{parameter}")
        : ReferenceExpression.Create($"{PostgresContainer.DefaultUser}");

    /// <summary>The connection string as Npgsql reads it, without a database.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Host={Host};Port={Port};Username={UserNameReference};Password={PasswordParameter}");

    /// <summary>The address as a URI: <c>postgresql://user:password@host:port</c>.</summary>
    public ReferenceExpression UriExpression => UriTo(null);

    /// <summary>The address for Java, without user and password: <c>jdbc:postgresql://host:port</c>.</summary>
    public ReferenceExpression JdbcConnectionString => JdbcTo(null);

    /// <summary>The names of the databases by the names of their resources.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases.ToDictionary(database => database.Name, database => database.DatabaseName);

    internal IReadOnlyList<PostgresDatabaseResource> DatabaseResources => _databases;

    /// <summary>What every connection to this server needs, whatever the database.</summary>
    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> LoginProperties =>
    [
        new("Host", ReferenceExpression.Create($"{Host}")),
        new("Port", ReferenceExpression.Create($"{Port}")),
        new("Username", UserNameReference),
        new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
    ];

    /// <summary>The connection string, when its values are known.</summary>
    /// <param name="cancellationToken">Ends the waiting for values.</param>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
            ? redirect.Resource.GetConnectionStringAsync(cancellationToken)
            : ConnectionStringExpression.GetValueAsync(cancellationToken);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        .. LoginProperties,
        new("Uri", UriExpression),
        new("JdbcConnectionString", JdbcConnectionString),
    ];

    internal void Add(PostgresDatabaseResource database) => _databases.Add(database);

    internal ReferenceExpression UriTo(string? database)
    {
        var uri = new ReferenceExpressionBuilder();
        if (UserNameParameter is { } user)
            uri.Append($"postgresql://{user:uri}:{PasswordParameter:uri}@{Host}:{Port}");
        else
            uri.Append($"postgresql://{PostgresContainer.DefaultUser}:{PasswordParameter:uri}@{Host}:{Port}");
        AppendPath(uri, database);
        return uri.Build();
    }

    internal ReferenceExpression JdbcTo(string? database)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.Append($"jdbc:postgresql://{Host}:{Port}");
        AppendPath(uri, database);
        return uri.Build();
    }

    private static void AppendPath(ReferenceExpressionBuilder uri, string? database)
    {
        if (database is not null)
            uri.AppendLiteral("/" + Uri.EscapeDataString(database));
    }
}
