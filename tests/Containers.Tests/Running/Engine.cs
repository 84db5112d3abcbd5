using System.Diagnostics;

namespace Containers.Tests.Running;

/// <summary>The container engine that the tests use, asked by its own program: what it says is the truth about containers.</summary>
internal static class Engine
{
    public const string Busybox = "busybox:1.36";
    public const string Redis = "redis:8.6";
    public const string Postgres = "postgres:18.3";
    public const string Kafka = "confluentinc/confluent-local:8.2.0";

    public const string RedisInsight = "redis/redisinsight:2.70";
    public const string RedisCommander = "rediscommander/redis-commander:latest";
    public const string PgAdmin = "dpage/pgadmin4:9.9.0";
    public const string PgWeb = "sosedoff/pgweb:0.16.2";
    public const string PostgresMcp = "crystaldba/postgres-mcp:0.3.0";
    public const string KafkaUI = "kafbat/kafka-ui:v1.3.0";

    private static readonly Lazy<Task<string?>> WhyNot = new(FindAsync);

    /// <summary>Whether an engine was found, as far as anybody has looked.</summary>
    public static bool IsThere => WhyNot is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: null } };

    /// <summary>Whether an engine answers that has an image, or can pull it.</summary>
    public static async Task<bool> AnswersAsync(string image) =>
        await WhyNot.Value is null && ((await RunAsync("image", "inspect", image)).Code == 0 || (await RunAsync("pull", image)).Code == 0);

    public static string Program => Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME") is { Length: > 0 } asked ? asked : "docker";

    /// <summary>The whole path of the program.</summary>
    public static string Path => Aspire.Hosting.Running.Processes.ExecutableFile.Find(Program, Environment.GetEnvironmentVariable("PATH")) ?? Program;

    /// <summary>Skips the test where no engine answers, or an image is not there and cannot be pulled.</summary>
    public static async Task RequireAsync(params string[] images)
    {
        if (await WhyNot.Value is { } reason)
        {
            Assert.Skip(reason);
        }

        foreach (var image in images)
        {
            if (!await AnswersAsync(image))
            {
                Assert.Skip($"The image {image} is not on this machine and cannot be pulled; eng/containers/images.sh makes it.");
            }
        }
    }

    /// <summary>Skips the test where an image is not the fixture that eng/containers/images.sh makes: it looks around from inside.</summary>
    public static async Task RequireFixturesAsync(params string[] images)
    {
        await RequireAsync(images);
        foreach (var image in images)
        {
            if ((await AskAsync("image", "inspect", "--format", "{{json .Config.Labels}}", image)).Contains("dev.aspire.fixture", StringComparison.Ordinal) is false)
            {
                Assert.Skip($"The image {image} is the real one, in which this test cannot look around.");
            }
        }
    }

    /// <summary>What the engine's program answers to a command that has to succeed.</summary>
    public static async Task<string> AskAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(arguments);
        Assert.True(code == 0, $"{Program} {string.Join(' ', arguments)}: {errors}");
        return output.Trim();
    }

    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static async Task<string?> FindAsync()
    {
        try
        {
            var (code, _, errors) = await RunAsync("info");
            return code == 0 ? null : $"{Program} does not answer: {errors.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{Program} is not installed; eng/containers/engine.sh starts a docker daemon of its own.";
        }
    }
}
