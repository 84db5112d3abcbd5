using Aspire.Hosting.Redis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server. It runs as a container, or as a process of this machine where no container engine is used.</summary>
/// <param name="name">The name of the resource.</param>
public class RedisResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    private EndpointReference? _primaryEndpoint;

    /// <summary>Creates a server that clients need a password for.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="password">The password.</param>
    public RedisResource(string name, ParameterResource password) : this(name) => PasswordParameter = password;

    /// <summary>The endpoint that clients connect to.</summary>
    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, RedisLocalService.EndpointName);

    /// <summary>The host of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>The port of the <see cref="PrimaryEndpoint"/>.</summary>
    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The password that clients need, or <see langword="null"/> when everybody may come in.</summary>
    public ParameterResource? PasswordParameter { get; private set; }

    /// <summary>Whether clients connect with TLS. By default they do not.</summary>
    public bool TlsEnabled => PrimaryEndpoint.TlsEnabled;

    /// <summary>The connection string as StackExchange.Redis reads it: <c>host:port,password=…</c>, with <c>,ssl=true</c> where TLS is on.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var expression = new ReferenceExpressionBuilder();
            expression.Append($"{Host}:{Port}");
            if (PasswordParameter is not null)
                expression.Append($",password={PasswordParameter}");
            var tls = PrimaryEndpoint.GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);
            expression.Append($"{tls}");
            return expression.Build();
        }
    }

    /// <summary>The address as a URI: <c>redis://:password@host:port</c>, and <c>rediss</c> where TLS is on.</summary>
    public ReferenceExpression UriExpression
    {
        get
        {
            var scheme = PrimaryEndpoint.Property(EndpointProperty.Scheme);
            return PasswordParameter is { } password
                ? ReferenceExpression.Create($"{scheme}://:{password:uri}@{Host}:{Port}")
                : ReferenceExpression.Create($"{scheme}://{Host}:{Port}");
        }
    }

    /// <summary>The connection string, when its values are known.</summary>
    /// <param name="cancellationToken">Ends the waiting for values.</param>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        this.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect)
            ? redirect.Resource.GetConnectionStringAsync(cancellationToken)
            : ConnectionStringExpression.GetValueAsync(cancellationToken);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        if (PasswordParameter is { } password)
            yield return new("Password", ReferenceExpression.Create($"{password}"));
        yield return new("Uri", UriExpression);
    }

    internal void SetPassword(ParameterResource? password) => PasswordParameter = password;
}
