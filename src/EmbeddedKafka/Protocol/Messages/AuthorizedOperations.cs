namespace EmbeddedKafka.Protocol.Messages;

internal static class AuthorizedOperations
{
    /// <summary>Stands for "not asked for", which is all there is to say for a broker without access control.</summary>
    public const int NotAsked = int.MinValue;
}
