using Integration.Functions.Tests.Composition;
using Integration.Workflows.Protection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Security;

/// <summary>The section Protection, as settings give it.</summary>
public sealed class ProtectionOptionsTests
{
    private const string Malformed = "must be base64 of 32 random bytes, as 'openssl rand -base64 32' prints them.";

    [Fact]
    public async Task Of_one_master_key_nothing_more_need_be_said()
    {
        await using var app = new App(Settings(("CurrentMasterKey", "")));

        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Services.GetRequiredService<MasterKeys>().Current.ShouldBe("first");
    }

    [Fact]
    public async Task Of_two_the_current_one_seals_and_both_open()
    {
        await using var before = new App(Settings());
        await using var after = new App(Settings(("MasterKeys:second", LocalSettings.Key(3)), ("CurrentMasterKey", "second")));
        var old = before.Services.GetRequiredService<MasterKeys>().NewKey("case");
        var keys = after.Services.GetRequiredService<MasterKeys>();

        keys.Open("case", old).ShouldNotBeNull();
        keys.NewKey("case").MasterKey.ShouldBe("second");
    }

    [Fact]
    public async Task An_empty_master_key_counts_as_taken_away()
    {
        await using var app = new App(Settings(
            ("MasterKeys:first", ""), ("MasterKeys:second", LocalSettings.Key(3)), ("CurrentMasterKey", "")));

        app.Services.GetRequiredService<MasterKeys>().Current.ShouldBe("second");
    }

    [Theory]
    [InlineData(
        "MasterKeys:first", "", "Set Protection__MasterKeys__<id>: base64 of 32 random bytes, as 'openssl rand -base64 32' prints them.")]
    [InlineData("MasterKeys:first", "AAEC", $"Protection__MasterKeys__first {Malformed}")]
    [InlineData("PseudonymKey", "", $"Protection__PseudonymKey {Malformed}")]
    [InlineData(
        "PseudonymKey", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/p)",
        "Protection__PseudonymKey is a Key Vault reference that Azure has not resolved: "
        + "check its address, and that the app's identity may read secrets.")]
    [InlineData(
        "CurrentMasterKey", "third",
        "Protection__CurrentMasterKey is 'third', which Protection__MasterKeys__third does not give: there are first.")]
    [InlineData(
        "PseudonymKey", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "Protection__MasterKeys__first and Protection__PseudonymKey are the same key: each must be one of its own.")]
    [InlineData(
        "MasterKeys:New_one", "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=",
        "Protection__MasterKeys__New_one must end with an id of 1 to 32 lower-case letters and digits.")]
    public async Task What_is_wrong_is_one_line(string name, string value, string line) =>
        (await ErrorsAsync((name, value))).ShouldBe([line]);

    [Fact]
    public async Task Of_two_master_keys_one_must_be_the_current_one() =>
        (await ErrorsAsync(("MasterKeys:second", LocalSettings.Key(3)), ("CurrentMasterKey", "")))
            .ShouldBe(["Set Protection__CurrentMasterKey to the id of one of the master keys: first, second."]);

    private static async Task<IEnumerable<string>> ErrorsAsync(params (string Name, string Value)[] changed)
    {
        await using var app = new App(Settings(changed));
        return Should.Throw<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate).Failures;
    }

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] changed)
    {
        var settings = LocalSettings.Filled(keySet: "keys.json");
        foreach (var (name, value) in changed)
        {
            settings[$"Protection:{name}"] = value;
        }

        return settings;
    }
}
