using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Integration.Workflows.Catalogue.Archive;

/// <summary>
/// The archive in Azure Tables: one table, one partition a version, rows that are inserted and never changed. A version is there from
/// the moment when its last row, <c>complete</c>, is.
/// </summary>
public sealed class TableCatalogueArchive : ICatalogueArchive
{
    /// <summary>The table's name.</summary>
    public const string TableName = "catalogues";

    private const int LongestVersion = 64;

    private readonly TableClient _table;

    /// <param name="service">The account that the table is in.</param>
    public TableCatalogueArchive(TableServiceClient service) => _table = service.GetTableClient(TableName);

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => _table.CreateIfNotExistsAsync(cancellation);

    /// <inheritdoc/>
    public async Task StoreAsync(string version, IReadOnlyList<CatalogueFile> files, CancellationToken cancellation)
    {
        if (!IsVersion(version))
        {
            throw new ArgumentException(
                $"'{version}' is no version: it has 1 to {LongestVersion} lower-case letters or digits.", nameof(version));
        }

        if (await CompleteAsync(version, cancellation).ConfigureAwait(false) is not null)
        {
            return;
        }

        foreach (var row in BundleRows.Of(version, CatalogueBundle.Pack(files)))
        {
            await InsertAsync(row, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CatalogueFile>?> FindAsync(string version, CancellationToken cancellation)
    {
        // Whatever is no version has no files, and never becomes part of a query.
        if (!IsVersion(version) || await CompleteAsync(version, cancellation).ConfigureAwait(false) is not { } complete)
        {
            return null;
        }

        var parts = new List<TableEntity>();
        await foreach (var part in _table.QueryAsync<TableEntity>(BundleRows.FilterOf(complete), cancellationToken: cancellation)
            .ConfigureAwait(false))
        {
            parts.Add(part);
        }

        return CatalogueBundle.Unpack(BundleRows.Read(complete, parts));
    }

    private static bool IsVersion(string text) =>
        text.Length is > 0 and <= LongestVersion
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));

    private async Task<TableEntity?> CompleteAsync(string version, CancellationToken cancellation)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(version, BundleRows.CompleteKey, cancellationToken: cancellation)
            .ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    private async Task InsertAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await _table.AddEntityAsync(row, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (error.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // Another host stores the same version: a part with this name has this content.
        }
    }
}
