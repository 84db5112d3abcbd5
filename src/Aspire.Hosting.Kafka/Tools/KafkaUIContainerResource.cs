using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Kafka UI: a web page that shows the topics, messages and consumers of the brokers of the application. It is a container.</summary>
/// <param name="name">The name of the resource.</param>
public class KafkaUIContainerResource(string name) : ContainerResource(name);
