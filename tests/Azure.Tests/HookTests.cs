using System.Text.RegularExpressions;

namespace Integration.Azure.Tests;

/// <summary>
/// What azd runs before and after it makes the resources: <c>infra/azure/hooks</c>, with stand-ins for the programs that they call.
/// </summary>
public sealed partial class HookTests : IDisposable
{
    private const string App = "/subscriptions/s/resourceGroups/rg-any/providers/Microsoft.Web/sites/func-any";
    private const string Vault = "/subscriptions/s/resourceGroups/rg-any/providers/Microsoft.KeyVault/vaults/kv-any";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azure-hooks-");

    public HookTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The hooks are shell scripts.");
        foreach (var hook in Directory.EnumerateFiles(Built.PathOf("infra", "azure", "hooks")))
        {
            File.Copy(hook, Path.Combine(_folder.CreateSubdirectory("hooks").FullName, Path.GetFileName(hook)));
        }

        _folder.CreateSubdirectory("bin");
        _folder.CreateSubdirectory("made");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_that_are_missing_are_made_of_random_bytes_and_those_that_are_there_stay()
    {
        var hook = await KeysAsync(known: "master-key-k1");

        hook.ExitCode.ShouldBe(0, hook.Output);
        var keys = Directory.EnumerateFiles(PathOf("made")).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
        keys.Keys.ShouldBe(["master-key-k2", "pseudonym-key"], ignoreOrder: true);
        keys.Values.Distinct().Count().ShouldBe(2);
        keys.Values.ShouldAllBe(key => key.Length == 44 && Convert.FromBase64String(key).Length == 32);
        Calls().ShouldContain($"rest --method post --url {App}/config/configreferences/appsettings/refresh?");
        keys.Values.ShouldAllBe(key => !(hook.Output + Calls()).Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_all_keys_there_the_vault_is_not_even_opened()
    {
        var hook = await KeysAsync(known: "pseudonym-key\nmaster-key-k2\nmaster-key-k1");

        hook.ExitCode.ShouldBe(0, hook.Output);
        Calls().Trim().ShouldBe($"rest --method get --url {Vault}/secrets?api-version=2025-05-01 --query value[].name --output tsv");
    }

    [Fact]
    public async Task A_name_that_only_begins_like_a_key_is_none()
    {
        await KeysAsync(known: "master-key-k11\nmaster-key-k2\npseudonym-key");

        Directory.EnumerateFiles(PathOf("made")).Select(Path.GetFileName).ShouldBe(["master-key-k1"]);
    }

    [Fact]
    public async Task A_vault_that_cant_be_reached_ends_the_deployment_with_what_is_missing()
    {
        var hook = await KeysAsync(known: "master-key-k1", reachable: false);

        hook.ExitCode.ShouldBe(1);
        hook.Output.ShouldContain("Forbidden");
        hook.Output.ShouldContain(
            "The vault kv-any can't be reached, or you may not make secrets in it. Missing: master-key-k2 pseudonym-key.");
    }

    [Theory]
    [InlineData("prod", "https://login.example.org", 0, "Parameters: prod.bicepparam")]
    [InlineData("production", "https://login.example.org", 1, "azd env set INTEGRATION_STAGE dev")]
    [InlineData("", "https://login.example.org", 1, "azd env set INTEGRATION_STAGE dev")]
    [InlineData("prod", "", 1, "azd env set INTEGRATION_AUTHORITY https://")]
    public async Task The_stage_says_which_parameters_azd_takes(string stage, string authority, int exitCode, string told)
    {
        await File.WriteAllTextAsync(PathOf("prod.bicepparam"), "of production", TestContext.Current.CancellationToken);

        var hook = await RunAsync("parameters.sh", new() { ["INTEGRATION_STAGE"] = stage, ["INTEGRATION_AUTHORITY"] = authority });

        hook.ExitCode.ShouldBe(exitCode, hook.Output);
        hook.Output.ShouldContain(told);
        File.Exists(PathOf("main.bicepparam")).ShouldBe(exitCode == 0);
    }

    [Theory]
    [InlineData(null, "false")]
    [InlineData("AzureStorage", "false")]
    [InlineData("Scheduler", "true")]
    public async Task The_build_that_is_deployed_has_the_official_Service_Bus_extension_and_the_provider_of_its_store(
        string? store, string scheduler)
    {
        StandIn("dotnet", "echo \"$@\" >>\"$FOLDER/calls\"");

        var hook = await RunAsync("package.sh", store is null ? [] : new() { ["DURABLE_STORE"] = store });

        hook.ExitCode.ShouldBe(0, hook.Output);
        Calls().Trim().ShouldBe(
            "publish ../../functions --configuration Release --output .package -p:ServiceBusExtension=Package "
            + $"-p:DurableTaskScheduler={scheduler}");
    }

    [Fact]
    public void azd_finds_every_hook_and_what_the_package_hook_makes()
    {
        var description = File.ReadAllText(Built.PathOf("infra", "azure", "azure.yaml"));

        HookPath().Matches(description).Select(match => match.Groups[1].Value)
            .ShouldBe(["hooks/package.sh", "hooks/parameters.sh", "hooks/keys.sh"]);
        HookPath().Matches(description).ShouldAllBe(match => IsExecutable(match.Groups[1].Value));
        description.ShouldContain("dist: .package");
    }

    private static bool IsExecutable(string hook) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(Built.PathOf("infra", "azure", hook)).HasFlag(UnixFileMode.UserExecute);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Calls() => File.ReadAllText(PathOf("calls"));

    private Task<Command> KeysAsync(string known, bool reachable = true)
    {
        StandIn("az", $$"""
            echo "$@" >>"$FOLDER/calls"
            case "$1 $2 ${3:-}" in
              'rest '*) printf '%s\n' '{{known}}' ;;
              'keyvault secret list') {{(reachable ? ":" : "echo Forbidden >&2; exit 1")}} ;;
              'keyvault secret set') cp "$9" "$FOLDER/made/$7" ;;
              *) exit 2 ;;
            esac
            """);
        return RunAsync("keys.sh", new()
        {
            ["KEY_VAULT_ID"] = Vault,
            ["KEY_SECRETS"] = "master-key-k1 master-key-k2 pseudonym-key",
            ["FUNCTIONS_ID"] = App,
            ["KEY_TRIES"] = "2",
            ["KEY_PAUSE"] = "0",
        });
    }

    private Task<Command> RunAsync(string hook, Dictionary<string, string> environment) =>
        Command.RunAsync("sh", [PathOf(Path.Combine("hooks", hook))], new Dictionary<string, string>(environment)
        {
            ["FOLDER"] = _folder.FullName,
            ["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        });

    private void StandIn(string program, string script)
    {
        var file = Path.Combine(PathOf("bin"), program);
        File.WriteAllText(file, $"#!/bin/sh\nset -eu\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex(@"run: (\S+)")]
    private static partial Regex HookPath();
}
