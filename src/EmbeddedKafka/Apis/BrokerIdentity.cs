namespace EmbeddedKafka.Apis;

/// <summary>The one broker of the cluster, which leads every partition and coordinates every group.</summary>
internal static class BrokerIdentity
{
    public const int NodeId = 1;
}
