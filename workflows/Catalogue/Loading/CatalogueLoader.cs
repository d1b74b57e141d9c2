using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads the files of all packs, checks everything and reports all errors together.</summary>
internal static class CatalogueLoader
{
    /// <summary>Loads the catalogue.</summary>
    /// <exception cref="CatalogueException">Something is wrong.</exception>
    public static ServiceCatalogue Load(IEnumerable<CatalogueFile> files)
    {
        List<CatalogueFile> contents = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var errors = new ConcurrentBag<CatalogueError>();
        List<PackFile> read = [];

        // The expression parser takes long to get ready in a new process: it does so while the files are read.
        Parallel.Invoke(() => read = Read(contents, errors), RuleBinder.Prepare);
        var pack = PackContent.From(read, errors);
        foreach (var error in CrossReferences.Check(pack))
        {
            errors.Add(error);
        }

        return errors.IsEmpty
            ? new ServiceCatalogue(Hash(contents), contents, pack.ToContent())
            : throw new CatalogueException(
            [
                .. errors.Distinct()
                    .OrderBy(error => error.File, StringComparer.Ordinal)
                    .ThenBy(error => error.Pointer, StringComparer.Ordinal)
                    .ThenBy(error => error.Problem, StringComparer.Ordinal),
            ]);
    }

    private static List<PackFile> Read(List<CatalogueFile> contents, ConcurrentBag<CatalogueError> errors)
    {
        if (contents.Count == 0)
        {
            errors.Add(new("", "", "There is no pack.", "Put at least one JSON file below the packs directory."));
        }

        var files = new PackFile?[contents.Count];
        Parallel.For(0, contents.Count, i =>
        {
            var found = new List<CatalogueError>();
            files[i] = PackReader.Read(contents[i].Path, contents[i].Content, found);
            found.ForEach(errors.Add);
        });
        return [.. files.OfType<PackFile>()];
    }

    private static string Hash(List<CatalogueFile> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData([0]);
            hash.AppendData(SHA256.HashData(content.Span));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
