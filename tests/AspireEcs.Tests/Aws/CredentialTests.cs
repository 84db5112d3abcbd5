using AspireEcs.Tests.Deployment;

namespace AspireEcs.Tests.Aws;

/// <summary>Credentials come from where the AWS tools take them: aspire-ecs as a process, with a home of its own, against whoever gives them out.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aspire-ecs-home-").FullName;
    private readonly PlayedAws _aws = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_of_the_environment()
    {
        await DiffAsync([new("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"), new("AWS_SECRET_ACCESS_KEY", "x"), new("AWS_SESSION_TOKEN", "a-session")]);

        Assert.Equal(("AKIDENVIRONMENT", "a-session"), _aws.Signed);
    }

    [Fact]
    public async Task A_profile_of_the_credentials_file_by_its_name_and_the_default_without_one()
    {
        await WriteAsync("credentials", """
            [default]
            aws_access_key_id = AKIDDEFAULT
            aws_secret_access_key = x
            [shop]
            aws_access_key_id = AKIDSHOP
            aws_secret_access_key = x
            """);

        await DiffAsync([]);
        Assert.Equal("AKIDDEFAULT", _aws.Signed.Key);
        await DiffAsync([new("AWS_PROFILE", "shop")]);
        Assert.Equal("AKIDSHOP", _aws.Signed.Key);
        await DiffAsync([], "--profile", "shop");
        Assert.Equal("AKIDSHOP", _aws.Signed.Key);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_a_sentence()
    {
        var (exitCode, _, error) = await RunAsync([], "--profile", "nobody");

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no AWS profile 'nobody', or it gives no credentials.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_whose_credentials_a_program_prints()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The program is a shell's.");
        await WriteAsync("printed.json", """{ "Version": 1, "AccessKeyId": "AKIDPRINTED", "SecretAccessKey": "x" }""");
        await WriteAsync("config", $"""
            [profile printed]
            credential_process = cat {Path.Combine(_folder, ".aws", "printed.json")}
            """);

        await DiffAsync([], "--profile", "printed");

        Assert.Equal("AKIDPRINTED", _aws.Signed.Key);
    }

    [Fact]
    public async Task A_profile_that_assumes_a_role_of_another()
    {
        await WriteAsync("config", """
            [profile base]
            aws_access_key_id = AKIDBASE
            aws_secret_access_key = x
            [profile deploy]
            role_arn = arn:aws:iam::123456789012:role/deploy
            source_profile = base
            """);

        await DiffAsync([], "--profile", "deploy");

        Assert.Contains("AssumeRole", _aws.Asked);
        Assert.Equal(("AKIDASSUMED", "assumed-token"), _aws.Signed);
    }

    [Fact]
    public async Task A_role_by_web_identity_as_in_a_workflow_or_a_pod()
    {
        var token = await WriteAsync("token", "an.openid.token");

        await DiffAsync([new("AWS_WEB_IDENTITY_TOKEN_FILE", token), new("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/deploy"), new("AWS_ROLE_SESSION_NAME", "ci")]);

        Assert.Contains("AssumeRoleWithWebIdentity", _aws.Asked);
        Assert.Equal(("AKIDASSUMED", "assumed-token"), _aws.Signed);
    }

    [Fact]
    public async Task The_role_of_a_container()
    {
        await DiffAsync([new("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"{_aws.Address}/container"), new("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let-me-in")]);

        Assert.Equal("let-me-in", _aws.ContainerAuthorization);
        Assert.Equal(("AKIDGIVEN", "given-token"), _aws.Signed);
    }

    [Fact]
    public async Task The_role_of_an_instance()
    {
        await DiffAsync([new("AWS_EC2_METADATA_SERVICE_ENDPOINT", _aws.Address), new("AWS_EC2_METADATA_DISABLED", "false")]);

        Assert.Contains("/latest/api/token", _aws.Asked);
        Assert.Equal(("AKIDGIVEN", "given-token"), _aws.Signed);
    }

    [Fact]
    public async Task A_profile_that_signed_in_by_SSO()
    {
        await WriteAsync("config", """
            [sso-session work]
            sso_start_url = https://work.awsapps.com/start
            sso_region = eu-west-1
            [profile sso]
            sso_session = work
            sso_account_id = 123456789012
            sso_role_name = deploy
            """);
        // The tools of AWS name the file by the session: the SHA-1 of "work".
        await WriteAsync(Path.Combine("sso", "cache", "e274eeff768c6396088ec6eb091f4bf4d47ab1e0.json"), """{ "startUrl": "https://work.awsapps.com/start", "region": "eu-west-1", "accessToken": "signed-in", "expiresAt": "2099-01-01T00:00:00Z" }""");

        await DiffAsync([], "--profile", "sso");

        Assert.Contains("/federation/credentials", _aws.Asked);
        Assert.Equal(("AKIDSSO", "sso-token"), _aws.Signed);
    }

    public void Dispose()
    {
        _aws.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a command that asks CloudFormation one thing.</summary>
    private async Task DiffAsync(KeyValuePair<string, string>[] environment, params string[] more)
    {
        var (exitCode, _, error) = await RunAsync(environment, more);
        Assert.True(exitCode == 0, $"{error}\n{string.Join('\n', _aws.Asked)}");
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(KeyValuePair<string, string>[] environment, params string[] more)
    {
        var template = Path.Combine(_folder, "template.json");
        await File.WriteAllTextAsync(template, """{ "Resources": { "Log": { "Type": "AWS::Logs::LogGroup" } } }""", Cancel);
        KeyValuePair<string, string>[] home =
        [
            new("HOME", _folder), new("USERPROFILE", _folder), new("AWS_REGION", "eu-west-1"), new("AWS_ENDPOINT_URL", _aws.Address), new("AWS_MAX_ATTEMPTS", "1"), new("AWS_EC2_METADATA_DISABLED", "true"),
            new("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_folder, ".aws", "credentials")), new("AWS_CONFIG_FILE", Path.Combine(_folder, ".aws", "config")),
            .. new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" }.Select(name => KeyValuePair.Create(name, "")),
        ];
        return await EcsCommand.RunAsync([.. home, .. environment], ["diff", template, "--stack", "shop", .. more]);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var file = Path.Combine(_folder, ".aws", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, Cancel);
        return file;
    }
}
