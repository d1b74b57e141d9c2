namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>What a catalogue is.</summary>
/// <param name="Version">Hash of the content of all packs.</param>
/// <param name="Counts">How many things each of its lists has, by the list's name.</param>
public sealed record CatalogueCounts(string Version, IReadOnlyDictionary<string, int> Counts);
