namespace EmbeddedKafka.Protocol.Messages;

internal sealed class DescribeConfigsRequest : IRequest
{
    public const sbyte Topic = 2;
    public const sbyte Broker = 4;

    public static ApiSchema Schema { get; } = new(ApiKey.DescribeConfigs, Oldest: 0, Newest: 4, FlexibleFrom: 4);

    public List<DescribeConfigsResource> Resources = [];
    public bool IncludeSynonyms;
    public bool IncludeDocumentation;

    public void Describe(Wire wire)
    {
        wire.Messages(ref Resources);
        wire.Boolean(ref IncludeSynonyms, since: 1);
        wire.Boolean(ref IncludeDocumentation, since: 3);
    }
}

internal sealed class DescribeConfigsResource : IMessage
{
    public sbyte Type;
    public string Name = "";

    /// <summary>All settings when null.</summary>
    public List<string>? Keys;

    public void Describe(Wire wire)
    {
        wire.Int8(ref Type);
        wire.String(ref Name);
        wire.NullableStrings(ref Keys);
    }
}

internal sealed class DescribeConfigsResponse : IMessage
{
    public int ThrottleMilliseconds;
    public List<DescribeConfigsResult> Results = [];

    public void Describe(Wire wire)
    {
        wire.Int32(ref ThrottleMilliseconds);
        wire.Messages(ref Results);
    }
}

internal sealed class DescribeConfigsResult : IMessage
{
    public ErrorCode Error;
    public string? ErrorMessage;
    public sbyte Type;
    public string Name = "";
    public List<DescribedConfig> Configs = [];

    public void Describe(Wire wire)
    {
        wire.Error(ref Error);
        wire.NullableString(ref ErrorMessage);
        wire.Int8(ref Type);
        wire.String(ref Name);
        wire.Messages(ref Configs);
    }
}

internal sealed class DescribedConfig : IMessage
{
    public string Name = "";
    public string? Value;
    public bool ReadOnly;
    public bool IsDefault;

    /// <summary>Where the value comes from: <see cref="SetForTopic"/> or <see cref="Default"/>.</summary>
    public sbyte Source;

    public bool IsSensitive;
    public List<ConfigSynonym> Synonyms = [];
    public sbyte Type;
    public string? Documentation;

    public const sbyte SetForTopic = 1;
    public const sbyte Default = 5;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.NullableString(ref Value);
        wire.Boolean(ref ReadOnly);
        wire.Boolean(ref IsDefault, until: 0);
        wire.Int8(ref Source, since: 1);
        wire.Boolean(ref IsSensitive);
        wire.Messages(ref Synonyms, since: 1);
        wire.Int8(ref Type, since: 3);
        wire.NullableString(ref Documentation, since: 3);
    }
}

internal sealed class ConfigSynonym : IMessage
{
    public string Name = "";
    public string? Value;
    public sbyte Source;

    public void Describe(Wire wire)
    {
        wire.String(ref Name);
        wire.NullableString(ref Value);
        wire.Int8(ref Source);
    }
}
