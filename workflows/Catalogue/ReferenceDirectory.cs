namespace Integration.Workflows.Catalogue;

/// <summary>
/// The reference directory: holds no evidence itself, only who has it. As Belgium's Crossroads Bank for Social Security keeps one.
/// </summary>
public sealed class ReferenceDirectory
{
    private readonly Dictionary<string, DirectoryEntry[]> _entries;

    internal ReferenceDirectory(IEnumerable<DirectoryEntry> entries) =>
        _entries = entries.GroupBy(entry => entry.Evidence, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Whoever may hold a type of evidence at all, in the order of the catalogue.</summary>
    public IEnumerable<string> HoldersOf(string evidence) => Of(evidence).Select(entry => entry.Holder).Distinct();

    /// <summary>Whoever holds it about a person, for a purpose, on a day; entries that name the person come first.</summary>
    public IEnumerable<string> HoldersOf(string evidence, string? person, string purpose, DateOnly day) =>
        Of(evidence).Where(entry => entry.Answers(person, purpose, day))
            .OrderBy(entry => entry.Persons is null).Select(entry => entry.Holder).Distinct();

    private DirectoryEntry[] Of(string evidence) => _entries.GetValueOrDefault(evidence) ?? [];
}
