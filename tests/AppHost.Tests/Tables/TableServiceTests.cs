using Azure.Data.Tables;
using Integration.Local.AppHost.Running;
using Integration.Local.AppHost.Tables;
using Integration.Local.FunctionsHost.Processes;

namespace Integration.Local.AppHost.Tests.Tables;

public sealed class TableServiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stored_is_there_after_a_stop()
    {
        await using (var service = await StartAsync())
        {
            var table = new TableClient(service.ConnectionString, "people");
            await table.CreateAsync(Cancellation);
            await table.AddEntityAsync(new TableEntity("a", "b") { ["name"] = "Amélie" }, Cancellation);
        }

        await using var again = await StartAsync();
        var found = await new TableClient(again.ConnectionString, "people")
            .GetEntityAsync<TableEntity>("a", "b", cancellationToken: Cancellation);
        found.Value["name"].ShouldBe("Amélie");
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_no_mark()
    {
        var service = await StartAsync();
        var mark = ChildMark.Read(_directory.Data.TablesMark).ShouldNotBeNull();

        await service.DisposeAsync();

        mark.Find().ShouldBeNull();
        File.Exists(_directory.Data.TablesMark).ShouldBeFalse();
        (await service.Ended).ShouldBe("exit code 0");
    }

    [Fact]
    public async Task One_left_over_is_cleared_and_its_directory_used_again()
    {
        await using var leftOver = await StartAsync();

        await TableService.ClearLeftOverAsync(_directory.Data, Cancellation);

        await leftOver.Ended;
        await using var service = await StartAsync();
        service.Port.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_port_taken_meanwhile_is_told_in_one_line()
    {
        using var other = new TemporaryDirectory();
        await using var service = await StartAsync();

        var error = await Should.ThrowAsync<AppHostException>(TableService.StartAsync(other.Data, service.Port, Cancellation));

        error.Message.ShouldBe($"Azurite did not start (exit code 1; listen EADDRINUSE: address already in use 127.0.0.1:{service.Port}).");
    }

    public void Dispose() => _directory.Dispose();

    private Task<TableService> StartAsync() => TableService.StartAsync(_directory.Data, port: 0, Cancellation);
}
