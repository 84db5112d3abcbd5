using EmbeddedKafka.Apis;
using EmbeddedKafka.CommandLine;
using EmbeddedKafka.Groups;
using EmbeddedKafka.Log;
using EmbeddedKafka.Security;
using EmbeddedKafka.Server;
using EmbeddedKafka.Topics;
using Microsoft.Extensions.Logging;

namespace EmbeddedKafka;

/// <summary>Puts the parts together: a data folder, the topics and groups in it, the APIs over them, the sockets before all.</summary>
internal sealed class Broker : IDisposable
{
    private readonly DataFolder _folder;
    private readonly TopicCatalog _topics;
    private readonly OffsetStore _offsets;
    private readonly GroupCoordinator _coordinator;
    private readonly List<SocketListener> _listeners = [];

    private Broker(DataFolder folder, BrokerOptions options, TimeProvider time, ILogger logger)
    {
        _folder = folder;
        _topics = TopicCatalog.Open(folder, LogSettings.Default with { FlushEachAppend = options.FlushEachAppend }, logger);
        _offsets = new OffsetStore(folder.FileOf("offsets.journal"), options.FlushEachAppend);
        _coordinator = new GroupCoordinator(time);
        Apis = ServedApis(options.DefaultPartitions);
        if (options.UsersFile is not null) new SaslApis(logger).Register(Apis);
    }

    public IReadOnlyList<SocketListener> Listeners => _listeners;

    private ApiTable Apis { get; }

    /// <exception cref="StartupException">The data folder or an address cannot be used.</exception>
    public static Broker Open(BrokerOptions options, TimeProvider time, ILogger logger)
    {
        var security = ListenerSecurity.Load(options);
        var broker = new Broker(DataFolder.Open(options.DataFolder), options, time, logger);
        try
        {
            foreach (var endpoint in options.Listeners) broker._listeners.Add(SocketListener.Open(endpoint, security, broker.Apis, logger));
            return broker;
        }
        catch (StartupException)
        {
            broker.Dispose();
            throw;
        }
    }

    /// <summary>Serves clients until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(_listeners.Select(listener => listener.RunAsync(stopping)));

    public void Dispose()
    {
        foreach (var listener in _listeners) listener.Dispose();
        _coordinator.Dispose();
        _offsets.Dispose();
        _topics.Dispose();
        _folder.Dispose();
    }

    private ApiTable ServedApis(int defaultPartitions)
    {
        var apis = new ApiTable();
        ApiVersionsApi.Register(apis);
        new MetadataApi(_topics, _folder.ClusterId, defaultPartitions).Register(apis);
        new ProduceApi(_topics).Register(apis);
        new FetchApi(_topics).Register(apis);
        new ListOffsetsApi(_topics).Register(apis);
        new ProducerIdApi(new ProducerIds(_folder)).Register(apis);
        new TopicAdminApis(_topics, _offsets, defaultPartitions).Register(apis);
        new DescribeConfigsApi(_topics, defaultPartitions).Register(apis);
        new GroupMembershipApis(_coordinator).Register(apis);
        new OffsetApis(_coordinator, _offsets, _topics).Register(apis);
        new GroupAdminApis(_coordinator, _offsets).Register(apis);
        return apis;
    }
}
