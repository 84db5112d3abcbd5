using Aspire.Confluent.Kafka;
using Confluent.Kafka;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Kafka consumers in an application.</summary>
public static class AspireKafkaConsumerExtensions
{
    /// <summary>
    /// Registers a singleton <see cref="IConsumer{TKey, TValue}"/>, with a health check, traces and metrics.
    /// </summary>
    /// <typeparam name="TKey">The type of the records' keys.</typeparam>
    /// <typeparam name="TValue">The type of the records' values.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this consumer.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureBuilder">Changes the consumer before it is built, such as its deserializers.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:Confluent:Kafka:Consumer</c>, the section in it that is named like the connection
    /// string, and <c>ConnectionStrings</c>, the later ones first; Kafka's own configuration from the section <c>Config</c>
    /// inside the first two. A group id has to be set as well: <c>GroupId</c> in the section <c>Config</c>. What is missing is
    /// reported by an <see cref="InvalidOperationException"/> when the consumer is first resolved.
    /// </remarks>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, configureBuilder);

    /// <inheritdoc cref="AddKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaConsumerSettings>? configureSettings)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, configureBuilder: null);

    /// <inheritdoc cref="AddKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, configureBuilder);

    /// <inheritdoc cref="AddKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKafkaConsumer<TKey, TValue>(this IHostApplicationBuilder builder, string connectionName)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, configureBuilder: null);

    /// <summary>
    /// Registers a singleton <see cref="IConsumer{TKey, TValue}"/> under a key, so that one application can use several Kafka clusters.
    /// </summary>
    /// <typeparam name="TKey">The type of the records' keys.</typeparam>
    /// <typeparam name="TValue">The type of the records' values.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the service, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureBuilder">Changes the consumer before it is built, such as its deserializers.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:Confluent:Kafka:Consumer</c>, the section in it that is named like the connection
    /// string, and <c>ConnectionStrings</c>, the later ones first; Kafka's own configuration from the section <c>Config</c>
    /// inside the first two. A group id has to be set as well: <c>GroupId</c> in the section <c>Config</c>. What is missing is
    /// reported by an <see cref="InvalidOperationException"/> when the consumer is first resolved.
    /// </remarks>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKeyedKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaConsumerSettings>? configureSettings,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, configureBuilder);

    /// <inheritdoc cref="AddKeyedKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaConsumerSettings>? configureSettings)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, configureBuilder: null);

    /// <inheritdoc cref="AddKeyedKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKeyedKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, configureBuilder);

    /// <inheritdoc cref="AddKeyedKafkaConsumer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaConsumerSettings}, Action{ConsumerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaConsumer<TKey, TValue>(this IHostApplicationBuilder builder, string name)
        => KafkaConsumerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, configureBuilder: null);

    private static Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? WithoutServices<TKey, TValue>(
        Action<ConsumerBuilder<TKey, TValue>>? configureBuilder)
        => configureBuilder is null ? null : (_, builder) => configureBuilder(builder);
}
