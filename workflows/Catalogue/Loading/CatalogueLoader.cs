using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Integration.Workflows.Eligibility;

namespace Integration.Workflows.Catalogue.Loading;

/// <summary>Reads all packs below a directory, checks everything and reports all errors together.</summary>
internal static class CatalogueLoader
{
    /// <summary>Loads the catalogue.</summary>
    /// <exception cref="CatalogueException">Something is wrong.</exception>
    public static ServiceCatalogue Load(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CatalogueException([new(directory, "", "The packs directory does not exist.", "Name a directory with packs.")]);
        }

        var contents = Directory.EnumerateFiles(directory, "*.json", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(directory, file).Replace('\\', '/'), Content: File.ReadAllBytes(file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var errors = new ConcurrentBag<CatalogueError>();
        List<PackFile> files = [];

        // The expression parser takes long to get ready in a new process: it does so while the files are read.
        Parallel.Invoke(() => files = Read(contents, errors), RuleBinder.Prepare);
        var pack = PackContent.From(files, errors);
        foreach (var error in CrossReferences.Check(pack))
        {
            errors.Add(error);
        }

        return errors.IsEmpty
            ? new ServiceCatalogue(Hash(contents), pack.ToContent())
            : throw new CatalogueException(
            [
                .. errors.Distinct()
                    .OrderBy(error => error.File, StringComparer.Ordinal)
                    .ThenBy(error => error.Pointer, StringComparer.Ordinal)
                    .ThenBy(error => error.Problem, StringComparer.Ordinal),
            ]);
    }

    private static List<PackFile> Read(List<(string Path, byte[] Content)> contents, ConcurrentBag<CatalogueError> errors)
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

    private static string Hash(List<(string Path, byte[] Content)> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in contents)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData([0]);
            hash.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
