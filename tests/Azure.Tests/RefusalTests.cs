namespace Integration.Azure.Tests;

/// <summary>Parameters that contradict each other are refused before anything is made, with what is wrong.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(
        "connected",
        "'be-lumilux':",
        "'be-lumilox':",
        "participants: no subscription in infra/servicebus.json is named be-lumilox")]
    [InlineData(
        "connected",
        "param serviceBusSku = 'Premium'",
        "param serviceBusSku = 'Standard'",
        "networking Private needs serviceBusSku Premium: a Standard namespace has no private endpoints")]
    [InlineData(
        "scheduler",
        "param networking = 'PrivateData'",
        "param networking = 'Private'\nparam serviceBusSku = 'Premium'",
        "networking Private needs durableStore AzureStorage: these templates make no private endpoint for a Scheduler")]
    [InlineData(
        "scheduler",
        "currentMasterKey: 'k2'",
        "currentMasterKey: 'k3'",
        "currentMasterKey must be one of masterKeys")]
    public async Task Parameters_that_contradict_each_other_are_refused(string deployment, string written, string instead, string reason)
    {
        // Parameters name their template relative to themselves: the copy lies as deep as the original.
        var folder = Directory.CreateDirectory(Path.Combine(Built.Output, "tests", "refused", Guid.NewGuid().ToString("N")));
        try
        {
            var original = await File.ReadAllTextAsync(
                Built.PathOf("tests", "Azure.Tests", "Deployments", $"{deployment}.bicepparam"), TestContext.Current.CancellationToken);
            original.ShouldContain(written);
            var changed = Path.Combine(folder.FullName, "changed.bicepparam");
            await File.WriteAllTextAsync(
                changed, original.Replace(written, instead, StringComparison.Ordinal), TestContext.Current.CancellationToken);

            var snapshot = await Command.RunAsync(
                Built.Compiler, ["snapshot", changed, "--subscription-id", "10000000-0000-0000-0000-000000000000"]);

            snapshot.ExitCode.ShouldNotBe(0);
            snapshot.Output.ShouldContain(reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
