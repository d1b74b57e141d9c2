using System.Text.Json.Nodes;
using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Tests.Catalogue;

/// <summary>A copy of the shipped packs that a test may break.</summary>
internal sealed class PackCopy : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Catalogue", "packs");

    private readonly string _directory = Directory.CreateTempSubdirectory("packs-").FullName;

    public PackCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_directory, Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public PackCopy Write(string file, string text)
    {
        File.WriteAllText(Path.Combine(_directory, file), text);
        return this;
    }

    public PackCopy Delete(string file)
    {
        File.Delete(Path.Combine(_directory, file));
        return this;
    }

    /// <summary>Replaces what stands at a JSON Pointer, or removes it when there is no value; an index past the end appends.</summary>
    public PackCopy Edit(string file, string pointer, string? json)
    {
        var path = Path.Combine(_directory, file);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        var segments = pointer[1..].Split('/');
        var parent = segments[..^1].Aggregate(
            root, (node, segment) => node is JsonArray items ? items[int.Parse(segment)]! : node[segment]!);
        Put(parent, segments[^1], json is null ? null : JsonNode.Parse(json), json is null);
        File.WriteAllText(path, root.ToJsonString());
        return this;
    }

    public ServiceCatalogue Load() => ServiceCatalogue.Load(_directory);

    public IReadOnlyList<CatalogueError> Errors() => Should.Throw<CatalogueException>(Load).Errors;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static void Put(JsonNode parent, string segment, JsonNode? value, bool remove)
    {
        if (parent is JsonObject members)
        {
            members.Remove(segment);
            if (!remove)
            {
                members[segment] = value;
            }
        }
        else if (parent is JsonArray items && remove)
        {
            items.RemoveAt(int.Parse(segment));
        }
        else if (parent is JsonArray list && int.Parse(segment) is var index && index < list.Count)
        {
            list[index] = value;
        }
        else
        {
            ((JsonArray)parent).Add(value);
        }
    }
}
