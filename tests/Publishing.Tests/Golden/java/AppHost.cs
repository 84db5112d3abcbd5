var builder = DistributedApplication.CreateBuilder(args);

// A Spring Boot service beside PostgreSQL and Kafka: an executable that takes all from its environment.
var orders = builder.AddPostgres("postgres").AddDatabase("orders");
var kafka = builder.AddKafka("kafka");

var spring = builder.AddExecutable("spring-orders", "java", "../spring", "-jar", "target/orders.jar")
    .WithHttpEndpoint(env: "SERVER_PORT")
    .WithReference(orders)
    .WithEnvironment("SPRING_DATASOURCE_URL", orders.Resource.JdbcConnectionString)
    .WithEnvironment("SPRING_DATASOURCE_USERNAME", orders.Resource.Parent.UserNameReference)
    .WithEnvironment("SPRING_DATASOURCE_PASSWORD", orders.Resource.Parent.PasswordParameter)
    .WithEnvironment("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka)
    .WithExternalHttpEndpoints();

// The same, published as a container that is built from its Dockerfile.
var packed = builder.AddExecutable("spring-packed", "mvn", "../spring", "spring-boot:run")
    .WithHttpEndpoint(targetPort: 8080, env: "SERVER_PORT")
    .PublishAsDockerFile(container => container.WithBuildArg("JDK", "21").WithArgs("--spring.profiles.active=cloud"))
    .WithEnvironment("AFTER", "still counts");

// A project can be published in that way, too.
builder.AddProject<Projects.WebApi>("packed-project").PublishAsDockerFile();

builder.AddExecutable("load", "k6", ".", "run", "load.js").WithReference(spring).WithReference(packed.GetEndpoint("http"));

builder.Build().Run();
