using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Bench.Containers.Ways;

/// <summary>docker-compose with a health check on every server, at which the Api waits. The Api is a container.</summary>
/// <param name="secondsBetweenChecks">The interval of the health checks. The first comes after one, too.</param>
internal sealed class ComposeWay(int secondsBetweenChecks) : IWay
{
    private const string Program = "docker-compose";

    public string Name => $"{Program}, checks each {secondsBetweenChecks} s";

    public static async Task<bool> IsThereAsync()
    {
        try
        {
            await Tool.RunAsync(Program, "version");
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public async Task<Start> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bench-compose-");
        var file = Path.Join(folder.FullName, "docker-compose.yml");
        var (redis, postgres, kafka, api) = (Ports.Free(), Ports.Free(), Ports.Free(), Ports.Free());
        await File.WriteAllTextAsync(file, ComposeFile.Of(redis, postgres, kafka, api, secondsBetweenChecks));
        string[] project = ["-p", folder.Name.ToLower(CultureInfo.InvariantCulture), "-f", file];
        try
        {
            var watch = Stopwatch.StartNew();
            var up = Tool.RunAsync(Program, [.. project, "up", "-d"]);
            var servers = TimeAsync(watch, Answers.RedisAsync(redis, Settings.Password), Answers.PostgresAsync(postgres, Settings.Password, Settings.Database), Answers.KafkaAsync(kafka));
            await up;
            await Answers.ApiAsync(api);
            return new(await servers, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            await Tool.RunAsync(Program, [.. project, "down", "-v", "-t", "1"]);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> TimeAsync(Stopwatch watch, params Task[] answers)
    {
        await Task.WhenAll(answers);
        return watch.Elapsed.TotalSeconds;
    }
}
