namespace Integration.Workflows.Catalogue;

/// <summary>What the person is told when they are asked for consent to a purpose.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Version">Of this purpose's notices; a record keeps it.</param>
/// <param name="Text">The notice.</param>
/// <param name="From">First day on which it is shown.</param>
/// <param name="ValidFor">How long a yes to it holds; for good when null.</param>
public sealed record ConsentNotice(string Id, string Purpose, string Version, LocalizedText Text, DateOnly From, TimeSpan? ValidFor);
