using Azure.Data.Tables;
using Integration.Local.AppHost.Tables;

namespace Integration.Local.AppHost.Tests.Tables;

/// <summary>A table service with a table of six rows in four partitions, stored in no order.</summary>
public sealed class SomeRows : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private TableService? _service;

    internal TableClient Table { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _service = await TableService.StartAsync(_directory.Data, port: 0, cancellation);
        Table = new TableClient(_service.ConnectionString, "rows");
        await Table.CreateAsync(cancellation);
        (string, string)[] rows = [("b", "1"), ("a", "3"), ("a", "1"), ("this or that", "1"), ("a", "2"), ("nobody's", "1")];
        foreach (var (partition, row) in rows)
        {
            await Table.AddEntityAsync(new TableEntity(partition, row), cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _directory.Dispose();
    }
}
