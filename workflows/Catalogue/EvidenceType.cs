namespace Integration.Workflows.Catalogue;

/// <summary>A kind of document or record that shows who somebody is.</summary>
/// <param name="Id">Unique in the catalogue; <c>evidence.type</c> in a credential.</param>
/// <param name="Kind">Foundational or contextual.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="Source">Why it is of that kind.</param>
public sealed record EvidenceType(string Id, EvidenceKind Kind, LocalizedText Name, FigureSource Source);
