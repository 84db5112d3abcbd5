using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.AspNetCore.Mvc;

namespace Service;

/// <summary>Notes sent over Kafka under the connection name "notes": by whoever is asked to, received by "reader".</summary>
internal static class Notes
{
    private const string Connection = "notes";
    private const string Topic = "notes";

    public static void AddNotes(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(Connection) is null)
        {
            return;
        }

        builder.AddKeyedKafkaProducer<Null, string>(Connection);
        if (builder.Configuration["Notes:Group"] is { } group)
        {
            builder.AddKeyedKafkaConsumer<Ignore, string>(Connection, settings =>
            {
                settings.Config.GroupId = group;
                settings.Config.AutoOffsetReset = AutoOffsetReset.Earliest;
                settings.Config.AllowAutoCreateTopics = true;
                settings.Config.TopicMetadataRefreshIntervalMs = 500;
            });
            builder.Services.AddSingleton<Received>();
            builder.Services.AddHostedService<Reader>();
        }
    }

    public static void MapNotes(this WebApplication app)
    {
        app.MapPost("/notes/{text}", async (string text, [FromKeyedServices(Connection)] IProducer<Null, string> producer) =>
            (await producer.ProduceAsync(Topic, new Message<Null, string> { Value = text })).Status.ToString());
        app.MapGet("/notes", ([FromServices] Received received) => received.ToArray());
    }

    private sealed class Received : ConcurrentQueue<string>;

    private sealed class Reader(Received received, [FromKeyedServices(Connection)] IConsumer<Ignore, string> consumer) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => Read(stoppingToken), stoppingToken);

        private void Read(CancellationToken stoppingToken)
        {
            consumer.Subscribe(Topic);
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is { Message: { } message })
                    {
                        received.Enqueue(message.Value);
                    }
                }
                catch (ConsumeException exception) when (exception.Error.Code == ErrorCode.UnknownTopicOrPart)
                {
                    // Nobody has written a note yet.
                }
            }

            consumer.Close();
        }
    }
}
