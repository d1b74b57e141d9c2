using System.Net;

namespace Integration.Local.FunctionsHost.Tests.Durable;

public sealed class AzureStorageTests
{
    [Fact]
    public async Task Durable_functions_also_run_on_the_Azure_Storage_provider()
    {
        await using var azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        await using var host = await TestHost.StartAsync(
            ("AzureFunctionsJobHost:extensions:durableTask:storageProvider:type", "AzureStorage"),
            ("AzureWebJobsStorage", azurite.ConnectionString),
            ("AzureWebJobs.Counter.Disabled", "false"));
        (await host.PostAsync("chains/abc")).ShouldBe((HttpStatusCode.OK, "abc+++++"));
        File.Exists(Path.Combine(host.DataDirectory, "durable-tasks.db")).ShouldBeFalse();
    }
}
