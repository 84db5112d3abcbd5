using System.Text.Json.Nodes;
using AspireEcs.Tests.Aws;

namespace AspireEcs.Tests.Rehearsal;

/// <summary>The deployment of this repository's application, held on this machine.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task The_application_passes_and_what_a_killed_rehearsal_left_is_cleared_away()
    {
        using var killed = RehearsalProcess.Start();
        while (await killed.LineAsync() is { } line && !line.Contains("servers:", StringComparison.Ordinal))
        {
            // It comes that far, or it ends.
        }
        await killed.KillAsync();

        using var rehearsal = RehearsalProcess.Start("--json");
        var held = await rehearsal.EndAsync();

        Assert.Equal("", held.Error);
        Assert.Equal(0, held.ExitCode);
        Assert.Equal(
            ["stack", "reachability", "servers", "api: migration", "api: health", "api: POST /orders", "api: GET /orders/{id}"],
            held.Steps.Where(step => step.Outcome == "passed").Select(step => step.Name));
        Assert.Equal(held.Steps.Count, held.Steps.Count(step => step.Outcome == "passed"));
        foreach (var id in new[] { killed.Id, rehearsal.Id })
        {
            var name = $"aspire-rehearsal-{id}-";
            Assert.Empty(Directory.EnumerateFiles("/run/netns", name + "*"));
            Assert.Empty(Directory.EnumerateDirectories(Path.GetTempPath(), name + "*"));
            Assert.Empty(Directory.EnumerateDirectories("/etc/netns", name + "*"));
            Assert.Empty(ProcessesThatName(name));
        }
    }

    [Fact]
    public async Task In_the_network_of_each_sample_everybody_reaches_whom_the_manifest_refers_to_and_nobody_else()
    {
        var samples = Directory.GetDirectories(Path.Combine(Moto.RepositoryRoot, "tests", "AspireEcs.Tests", "Samples"));
        Assert.NotEmpty(samples);

        var held = await Task.WhenAll(samples.Select(async sample =>
        {
            using var rehearsal = RehearsalProcess.Of(Path.Combine(sample, "aspire-manifest.json"), "--network-only", "--json");
            return await rehearsal.EndAsync();
        }));

        Assert.All(held, one => Assert.Equal((0, ""), (one.ExitCode, one.Error)));
        Assert.All(held, one => Assert.Equal(["stack", "reachability"], one.Steps.Select(step => step.Name)));
    }

    [Fact]
    public async Task A_rule_that_is_missing_is_found_by_the_way_that_it_closes()
    {
        var held = await RehearsalProcess.OfChangedAsync(resources =>
        {
            resources.Remove("ApiToCache");
            resources.Remove("OrdersdbFromApi");
        });

        Assert.Equal(2, held.ExitCode);
        Assert.Equal(
            [
                "api cannot reach cache on port 6379, although the manifest refers to it: nothing lets it out of ApiSecurityGroup (a SecurityGroupEgress is missing).",
                "api cannot reach ordersdb on port 5432, although the manifest refers to it: nothing lets it in to OrdersdbSecurityGroup (a SecurityGroupIngress is missing).",
            ],
            held.Steps.Where(step => step.Outcome == "failed").Select(step => step.Detail));
    }

    [Fact]
    public async Task A_rule_too_many_is_found_by_the_way_that_it_opens()
    {
        var held = await RehearsalProcess.OfChangedAsync(resources => resources["CacheFromApi"]!["Properties"] = new JsonObject
        {
            ["GroupId"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("CacheSecurityGroup", "GroupId") },
            ["IpProtocol"] = "tcp",
            ["FromPort"] = 6379,
            ["ToPort"] = 6379,
            ["CidrIp"] = "10.0.0.0/16",
        });

        Assert.Equal((2, "a neighbour in the network reaches cache on port 6379, and nothing in the manifest asks for that."), (held.ExitCode, held.Failed.Detail));
    }

    [Theory]
    [InlineData("CacheConnectionString", "CachePassword", "OrdersdbPassword", "api: health", 15)]
    [InlineData("OrdersdbConnectionString", "OrdersdbPassword", "CachePassword", "api: migration", 6)]
    public async Task A_password_that_is_not_that_of_the_server_fails_and_is_not_told(string secret, string right, string wrong, string step, int patience)
    {
        var held = await RehearsalProcess.OfChangedAsync(resources =>
        {
            var text = resources[secret]!["Properties"]!["SecretString"]!;
            text["Fn::Sub"] = text["Fn::Sub"]!.GetValue<string>().Replace(right, wrong, StringComparison.Ordinal);
        }, patience);

        Assert.Equal((2, step), (held.ExitCode, held.Failed.Name));
        Assert.DoesNotMatch("(?i)password=[^*;,]", held.Failed.Detail);
    }

    [Fact]
    public async Task A_broker_that_gets_the_key_for_the_secret_lets_nobody_in()
    {
        var held = await RehearsalProcess.OfChangedAsync(resources =>
        {
            foreach (var secret in resources["ApiTask"]!["Properties"]!["ContainerDefinitions"]![0]!["Secrets"]!.AsArray().Where(secret => secret!["Name"]!.GetValue<string>().EndsWith("SaslPassword", StringComparison.Ordinal)))
                secret!["ValueFrom"] = new JsonObject { ["Ref"] = "MessagingKeySecretArn" };
        });

        Assert.Equal(2, held.ExitCode);
        Assert.Equal("api: health", held.Failed.Name);
    }

    /// <summary>Those that are still there with the name in their command line.</summary>
    private static IEnumerable<string> ProcessesThatName(string name)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                continue;   // it ended meanwhile
            }
            if (command.Contains(name, StringComparison.Ordinal))
                yield return command;
        }
    }
}
