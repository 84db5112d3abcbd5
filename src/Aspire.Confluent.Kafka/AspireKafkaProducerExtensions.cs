using Aspire.Confluent.Kafka;
using Confluent.Kafka;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers Kafka producers in an application.</summary>
public static class AspireKafkaProducerExtensions
{
    /// <summary>
    /// Registers a singleton <see cref="IProducer{TKey, TValue}"/>, with a health check, traces and metrics.
    /// </summary>
    /// <typeparam name="TKey">The type of the records' keys.</typeparam>
    /// <typeparam name="TValue">The type of the records' values.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string, and of the configuration section of this producer.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureBuilder">Changes the producer before it is built, such as its serializers.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:Confluent:Kafka:Producer</c>, the section in it that is named like the connection
    /// string, and <c>ConnectionStrings</c>, the later ones first; Kafka's own configuration from the section <c>Config</c>
    /// inside the first two. What is missing is
    /// reported by an <see cref="InvalidOperationException"/> when the producer is first resolved.
    /// </remarks>
    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, configureBuilder);

    /// <inheritdoc cref="AddKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<KafkaProducerSettings>? configureSettings)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings, configureBuilder: null);

    /// <inheritdoc cref="AddKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, configureBuilder);

    /// <inheritdoc cref="AddKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKafkaProducer<TKey, TValue>(this IHostApplicationBuilder builder, string connectionName)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, connectionName, serviceKey: null, configureSettings: null, configureBuilder: null);

    /// <summary>
    /// Registers a singleton <see cref="IProducer{TKey, TValue}"/> under a key, so that one application can use several Kafka clusters.
    /// </summary>
    /// <typeparam name="TKey">The type of the records' keys.</typeparam>
    /// <typeparam name="TValue">The type of the records' values.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key of the service, which is the name of the connection string as well.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureBuilder">Changes the producer before it is built, such as its serializers.</param>
    /// <remarks>
    /// Settings come from <c>Aspire:Confluent:Kafka:Producer</c>, the section in it that is named like the connection
    /// string, and <c>ConnectionStrings</c>, the later ones first; Kafka's own configuration from the section <c>Config</c>
    /// inside the first two. What is missing is
    /// reported by an <see cref="InvalidOperationException"/> when the producer is first resolved.
    /// </remarks>
    public static void AddKeyedKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaProducerSettings>? configureSettings,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKeyedKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaProducerSettings>? configureSettings,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, configureBuilder);

    /// <inheritdoc cref="AddKeyedKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<KafkaProducerSettings>? configureSettings)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings, configureBuilder: null);

    /// <inheritdoc cref="AddKeyedKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, WithoutServices(configureBuilder));

    /// <inheritdoc cref="AddKeyedKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaProducer<TKey, TValue>(
        this IHostApplicationBuilder builder,
        string name,
        Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, configureBuilder);

    /// <inheritdoc cref="AddKeyedKafkaProducer{TKey, TValue}(IHostApplicationBuilder, string, Action{KafkaProducerSettings}, Action{ProducerBuilder{TKey, TValue}})"/>
    public static void AddKeyedKafkaProducer<TKey, TValue>(this IHostApplicationBuilder builder, string name)
        => KafkaProducerRegistration.Register<TKey, TValue>(builder, name, serviceKey: name, configureSettings: null, configureBuilder: null);

    private static Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? WithoutServices<TKey, TValue>(
        Action<ProducerBuilder<TKey, TValue>>? configureBuilder)
        => configureBuilder is null ? null : (_, builder) => configureBuilder(builder);
}
