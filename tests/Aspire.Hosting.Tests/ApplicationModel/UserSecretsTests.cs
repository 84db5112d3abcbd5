using Aspire.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Tests.ApplicationModel;

public sealed class UserSecretsTests : IDisposable
{
    private readonly UserSecretsManager _secrets = new($"aspire-tests-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_secrets.FilePath)!, recursive: true);

    [Fact]
    public void A_generated_secret_is_kept_for_the_next_run()
    {
        var first = new ConfigurationManager();
        _secrets.GetOrSetSecret(first, "Parameters:cache-password", () => "generated");
        var next = new ConfigurationManager();
        next.AddJsonFile(_secrets.FilePath);

        _secrets.GetOrSetSecret(next, "Parameters:cache-password", () => "another");

        Assert.Equal("generated", first["Parameters:cache-password"]);
        Assert.Equal("generated", next["Parameters:cache-password"]);
    }

    [Fact]
    public void A_kept_secret_is_found_by_a_run_whose_configuration_does_not_hold_the_user_secrets()
    {
        _secrets.GetOrSetSecret(new ConfigurationManager(), "Parameters:cache-password", () => "generated");
        var production = new ConfigurationManager();

        _secrets.GetOrSetSecret(production, "Parameters:cache-password", () => "another");

        Assert.Equal("generated", production["Parameters:cache-password"]);
    }

    [Fact]
    public void What_else_the_file_holds_stays_when_a_secret_is_kept()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_secrets.FilePath)!);
        File.WriteAllText(_secrets.FilePath, """{ "Parameters": { "by-hand": "1" }, /* a comment */ "flat:name": "2" }""");

        Assert.True(_secrets.TrySetSecret("Parameters:new", "3"));

        var read = new ConfigurationBuilder().AddJsonFile(_secrets.FilePath).Build();
        Assert.Equal(["1", "2", "3"], new[] { read["Parameters:by-hand"], read["flat:name"], read["Parameters:new"] });
    }

    [Fact]
    public void Many_writers_at_once_lose_nothing()
    {
        Parallel.For(0, 40, i => new UserSecretsManager(Path.GetFileName(Path.GetDirectoryName(_secrets.FilePath)!)).TrySetSecret($"key{i}", "value"));

        var read = new ConfigurationBuilder().AddJsonFile(_secrets.FilePath).Build();
        Assert.Equal(40, read.AsEnumerable().Count());
    }

    [Fact]
    public void A_broken_file_is_named_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_secrets.FilePath)!);
        File.WriteAllText(_secrets.FilePath, "{ broken");

        var refused = Assert.Throws<DistributedApplicationException>(() => _secrets.TrySetSecret("key", "value"));

        Assert.Contains(_secrets.FilePath, refused.Message, StringComparison.Ordinal);
        Assert.Equal("{ broken", File.ReadAllText(_secrets.FilePath));
    }
}
