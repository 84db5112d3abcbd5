using Confluent.Kafka;
using EmbeddedKafka.Protocol.Messages;

namespace EmbeddedKafka.Tests.Security;

public sealed class SecurityTests
{
    [Theory]
    [InlineData(SecurityProtocol.SaslSsl, true, true)]
    [InlineData(SecurityProtocol.Ssl, true, false)]
    [InlineData(SecurityProtocol.SaslPlaintext, false, true)]
    public async Task A_client_that_says_who_it_is_produces_and_consumes_in_a_group(SecurityProtocol protocol, bool tls, bool users)
    {
        await using var broker = await SecuredBroker.StartAsync(tls, users);
        var credentials = broker.Credentials(protocol);
        using var producer = broker.Process.Producer(credentials);
        await producer.ProduceAsync("orders", ["one", "two", "three"]);

        using var consumer = broker.Process.Consumer("shop", credentials);
        consumer.Subscribe("orders");

        Assert.Equal(["one", "two", "three"], consumer.Take(3).Select(record => record.Message.Value));
        Assert.NotEmpty(consumer.Commit());
        consumer.Close();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_told_without_the_password()
    {
        await using var broker = await SecuredBroker.StartAsync(tls: true, users: true);
        var refused = new TaskCompletionSource<Error>(TaskCreationOptions.RunContinuationsAsynchronously);
        var config = new ProducerConfig { BootstrapServers = broker.Process.BootstrapServers };
        broker.Credentials(SecurityProtocol.SaslSsl, "not-this-one")(config);
        using var producer = new ProducerBuilder<string, string>(config).SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) =>
            {
                if (error.Code == ErrorCode.Local_Authentication) refused.TrySetResult(error);
            }).Build();

        producer.Produce("orders", new Message<string, string> { Value = "one" });
        var error = await refused.Task.WaitAsync(KafkaClients.Limit, TestContext.Current.CancellationToken);

        Assert.Contains("The user is unknown or the password is wrong", error.Reason, StringComparison.Ordinal);
        Assert.Contains("is refused as 'key'", broker.Process.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not-this-one", broker.Process.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_say_who_it_is_gets_nothing()
    {
        await using var broker = await SecuredBroker.StartAsync(tls: false, users: true);
        await using var connection = await RawConnection.OpenAsync(broker.Process);
        Assert.Contains((await connection.AskAsync<ApiVersionsRequest, ApiVersionsResponse>(new(), version: 3)).Apis, api => api.Key == 36);
        Assert.Equal(33, (short)(await connection.AskAsync<SaslHandshakeRequest, SaslHandshakeResponse>(new() { Mechanism = "SCRAM-SHA-512" }, version: 1)).Error);

        await connection.SendAsync(RawConnection.Frame(new MetadataRequest(), version: 1, correlationId: 8));

        Assert.Null(await connection.ReceiveFrameAsync());
        Assert.Contains("has not said who it is", broker.Process.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_TLS_is_turned_away_and_the_others_are_served()
    {
        await using var broker = await SecuredBroker.StartAsync(tls: true, users: false);
        await using var connection = await RawConnection.OpenAsync(broker.Process);

        await connection.SendAsync(RawConnection.Frame(new ApiVersionsRequest(), version: 0, correlationId: 8));

        Assert.Null(await connection.ReceiveFrameAsync());
        using var producer = broker.Process.Producer(broker.Credentials(SecurityProtocol.Ssl));
        await producer.ProduceAsync("orders", ["one"]);
    }

    [Fact]
    public async Task A_client_that_has_not_said_who_it_is_sends_nothing_large()
    {
        await using var broker = await SecuredBroker.StartAsync(tls: false, users: true);
        await using var connection = await RawConnection.OpenAsync(broker.Process);

        await connection.SendAsync(RawConnection.Frame(new SaslAuthenticateRequest { Token = new byte[100_000] }, version: 1, correlationId: 8));

        Assert.Null(await connection.ReceiveFrameAsync());
    }

    [Theory]
    [InlineData("", "names nobody")]
    [InlineData("key:secret\nkey:other", "'key' is there twice")]
    [InlineData("key", "line 1 is no NAME:PASSWORD")]
    public async Task A_file_of_users_that_cannot_be_used_is_named_with_its_fault(string text, string fault)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        try
        {
            var (exitCode, _, errors) = await BrokerProcess.RunAsync("--listen", "127.0.0.1:0", "--data", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "--users", file);
            Assert.Equal(1, exitCode);
            Assert.Contains(file, errors, StringComparison.Ordinal);
            Assert.Contains(fault, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_certificate_that_is_none_is_told_in_a_sentence()
    {
        var (exitCode, _, errors) = await BrokerProcess.RunAsync("--listen", "127.0.0.1:0", "--data", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "--tls-certificate", "/nowhere.crt", "--tls-key", "/nowhere.key");

        Assert.Equal(1, exitCode);
        Assert.Contains("--tls-certificate /nowhere.crt with --tls-key /nowhere.key cannot be used", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }
}
