using Integration.Local.FunctionsHost.Tests.Durable;

namespace Integration.Local.AppHost.Tests.EndToEnd;

public sealed class DemoTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task It_starts_everything_and_ends_well_when_the_case_is_closed()
    {
        await using var demo = AppHostProcess.Start(_directory, "demo");

        (await demo.EndAsync()).ShouldBe(0, demo.Output);

        ShouldTellTheWholeWay(demo.Output);
        File.Exists(_directory.Data.TablesMark).ShouldBeFalse();
    }

    [Fact]
    public async Task It_uses_what_runs_already()
    {
        var (running, addresses) = await AppHostProcess.RunAsync(_directory);
        await using (running)
        {
            await using var demo = AppHostProcess.Start(_directory, "demo");

            (await demo.EndAsync()).ShouldBe(0, demo.Output);

            ShouldTellTheWholeWay(demo.Output);
            demo.Output.ShouldContain(addresses.Functions.AbsoluteUri);
        }
    }

    [Fact]
    public async Task It_closes_the_case_on_the_Azure_Storage_provider_too()
    {
        await using var azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        await using var demo = AppHostProcess.Start(
            _directory,
            "demo",
            "--AzureFunctionsJobHost:extensions:durableTask:storageProvider:type=AzureStorage",
            $"--AzureWebJobsStorage={azurite.ConnectionString}");

        (await demo.EndAsync()).ShouldBe(0, demo.Output);

        ShouldTellTheWholeWay(demo.Output);
        Directory.GetFiles(_directory.Data.Functions, "*.db").ShouldBeEmpty();
    }

    public void Dispose() => _directory.Dispose();

    private static void ShouldTellTheWholeWay(string output)
    {
        foreach (var words in new[]
        {
            "Application received",
            "Identity check: completed",
            "Referral to Maple Education Savings: completed",
            "Case closed: plan carried out",
            "Canada child benefit (ca): eligible, $",
            "Ontario child benefit (ca-on): ",
            "Fair Pass transit discount (ca-on-toronto): ",
        })
        {
            output.ShouldContain(words);
        }
    }
}
