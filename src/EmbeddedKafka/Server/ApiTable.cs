using EmbeddedKafka.Protocol;

namespace EmbeddedKafka.Server;

/// <summary>The APIs that are served. What is not in here is not announced to clients.</summary>
internal sealed class ApiTable
{
    private readonly Dictionary<ApiKey, Api> _apis = [];

    public IEnumerable<ApiSchema> Schemas => _apis.Values.Select(api => api.Schema);

    public Api? Find(ApiKey key) => _apis.GetValueOrDefault(key);

    /// <param name="handle">Answers a request; a null answer means that the client does not want one.</param>
    public void Serve<TRequest>(Func<TRequest, RequestContext, ValueTask<IMessage?>> handle) where TRequest : class, IRequest, new() =>
        _apis.Add(TRequest.Schema.Key, new Api(TRequest.Schema, () => new TRequest(), (request, context) => handle((TRequest)request, context)));

    public void Serve<TRequest>(Func<TRequest, RequestContext, IMessage?> handle) where TRequest : class, IRequest, new() =>
        Serve<TRequest>((request, context) => ValueTask.FromResult(handle(request, context)));
}

/// <summary>One API: its schema, an empty request to read into, and who answers.</summary>
internal sealed record Api(ApiSchema Schema, Func<IMessage> NewRequest, Func<IMessage, RequestContext, ValueTask<IMessage?>> Handle);
