namespace Integration.Conformance.Tests.PublicApi;

/// <summary>The public API of the official packages.</summary>
/// <param name="lists">What their assemblies have.</param>
internal sealed class OfficialApi(IReadOnlyList<OfficialList> lists)
{
    private readonly ILookup<string, string> _signatures =
        lists.SelectMany(list => list.Lines).ToLookup(line => line.Type, line => line.Signature);

    /// <summary>The assemblies.</summary>
    public IReadOnlyList<OfficialList> Lists => lists;

    /// <summary>Reads every list of a directory.</summary>
    public static OfficialApi Read(string directory) => new(
        [.. Directory.EnumerateFiles(directory, "*.txt").Order(StringComparer.Ordinal).Select(file => OfficialList.Parse(File.ReadLines(file)))]);

    /// <summary>What a type has that the official one lacks or has otherwise, a line each.</summary>
    public IEnumerable<string> DifferencesOf(Type type)
    {
        var name = TypeNames.Of(type);
        if (!_signatures.Contains(name))
        {
            var near = Nearest.To(name, _signatures.Select(group => group.Key));
            return [$"{name}: there is no such official type; the nearest is {near}. What is ours alone is internal or in Integration.Local."];
        }

        return from signature in WrittenLike(type, name)
               where !_signatures[name].Contains(signature)
               select $"{name}: ours is '{signature}', the nearest official one is '{Nearest.To(signature, _signatures[name])}'.";
    }

    /// <summary>What whoever implements or derives from an official type has to write and with ours has not, a line each.</summary>
    public IEnumerable<string> DutiesMissingFrom(Type type)
    {
        var name = TypeNames.Of(type);
        return from signature in _signatures[name].Except(WrittenLike(type, name))
               where type.IsInterface || signature.Contains(" abstract ", StringComparison.Ordinal)
               select $"{name}: ours lacks '{signature}', which is to be implemented.";
    }

    private IEnumerable<string> WrittenLike(Type type, string name) =>
        new ApiWriter(lists.FirstOrDefault(list => list.Has(name))?.IsAnnotated ?? true).LinesOf(type).Select(line => line.Signature);
}
