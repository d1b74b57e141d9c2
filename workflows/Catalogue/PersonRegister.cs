namespace Integration.Workflows.Catalogue;

/// <summary>The persons that a hosted identity participant knows. A participant without one checks the level only.</summary>
/// <param name="Participant">The hosted participant whose register it is.</param>
/// <param name="Attributes">Where an application holds what is matched.</param>
/// <param name="Records">The persons.</param>
public sealed record PersonRegister(string Participant, PersonPointers Attributes, IReadOnlyList<PersonRecord> Records);
