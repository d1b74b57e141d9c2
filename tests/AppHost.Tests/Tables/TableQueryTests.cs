using Azure.Data.Tables;

namespace Integration.Local.AppHost.Tests.Tables;

/// <summary>What Azurite answers where a query within one partition reads that partition alone.</summary>
public sealed class TableQueryTests(SomeRows rows) : IClassFixture<SomeRows>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PartitionKey eq 'a'", "a1 a2 a3")]
    [InlineData("(PartitionKey eq 'a')", "a1 a2 a3")]
    [InlineData("PartitionKey eq 'a' and RowKey ge '2'", "a2 a3")]
    [InlineData("(PartitionKey eq 'a') and (RowKey ge '2' and RowKey lt '3')", "a2")]
    [InlineData("PartitionKey eq 'a' or PartitionKey eq 'b'", "a1 a2 a3 b1")]
    [InlineData("PartitionKey eq 'a' and (RowKey eq '1' or RowKey eq '3')", "a1 a3")]
    [InlineData("PartitionKey eq 'b' and RowKey eq '2'", "")]
    [InlineData("PartitionKey eq 'nobody''s'", "nobody's1")]
    [InlineData("PartitionKey eq 'this or that'", "this or that1")]
    [InlineData("PartitionKey gt 'b'", "nobody's1 this or that1")]
    [InlineData("RowKey eq '1' and PartitionKey eq 'a'", "a1")]
    [InlineData("RowKey eq '1'", "a1 b1 nobody's1 this or that1")]
    public async Task A_query_finds_what_its_filter_says_within_a_partition_and_across_them(string filter, string expected)
    {
        var found = new List<string>();
        await foreach (var row in rows.Table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation))
        {
            found.Add(row.PartitionKey + row.RowKey);
        }

        string.Join(' ', found).ShouldBe(expected);
    }

    [Fact]
    public async Task A_query_within_a_partition_comes_page_by_page()
    {
        var sizes = new List<int>();
        var found = rows.Table.QueryAsync<TableEntity>("PartitionKey eq 'a'", maxPerPage: 2, cancellationToken: Cancellation);
        await foreach (var page in found.AsPages())
        {
            sizes.Add(page.Values.Count);
        }

        sizes.ShouldBe([2, 1]);
    }
}
