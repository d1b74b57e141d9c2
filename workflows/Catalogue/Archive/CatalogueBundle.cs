using System.Formats.Tar;
using System.IO.Compression;

namespace Integration.Workflows.Catalogue.Archive;

/// <summary>The files of all packs as one: a gzip-compressed tar archive. Pure.</summary>
internal static class CatalogueBundle
{
    /// <summary>Makes a bundle of at least one file; their order does not matter.</summary>
    public static byte[] Pack(IEnumerable<CatalogueFile> files)
    {
        using var bundle = new MemoryStream();
        using (var gzip = new GZipStream(bundle, CompressionLevel.SmallestSize, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
            {
                using var content = new MemoryStream(file.Content.ToArray());
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file.Path)
                {
                    DataStream = content,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        return bundle.ToArray();
    }

    /// <summary>The files of a bundle, ordered by path.</summary>
    /// <exception cref="InvalidDataException">That is no bundle.</exception>
    public static IReadOnlyList<CatalogueFile> Unpack(byte[] bundle)
    {
        using var gzip = new GZipStream(new MemoryStream(bundle), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var files = new List<CatalogueFile>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            files.Add(new(entry.Name, content.ToArray()));
        }

        return files;
    }
}
