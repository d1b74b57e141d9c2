using System.Collections.Concurrent;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Catalogue.Archive;

namespace Integration.Workflows.Tests.Catalogue.Archive;

/// <summary>The archive's contract without a table; held to it by <see cref="CatalogueArchiveContract"/>.</summary>
internal sealed class InMemoryCatalogueArchive : ICatalogueArchive
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<CatalogueFile>> _versions = new(StringComparer.Ordinal);
    private int _reads;

    /// <summary>How often a version was looked for.</summary>
    public int Reads => _reads;

    /// <summary>A look-up waits for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StoreAsync(string version, IReadOnlyList<CatalogueFile> files, CancellationToken cancellation)
    {
        if (version.Length == 0 || !version.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)))
        {
            throw new ArgumentException("A version has lower-case letters or digits.", nameof(version));
        }

        _versions.TryAdd(version, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<CatalogueFile>?> FindAsync(string version, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        await Gate.WaitAsync(cancellation);
        return _versions.GetValueOrDefault(version);
    }
}
