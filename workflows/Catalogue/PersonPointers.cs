namespace Integration.Workflows.Catalogue;

/// <summary>Where an application holds what a register matches by, as JSON Pointers (RFC 6901).</summary>
/// <param name="FamilyName">The family name.</param>
/// <param name="GivenNames">The given names.</param>
/// <param name="BirthDate">The date of birth.</param>
/// <param name="Identifier">The identifier; null when the register does not match by one.</param>
public sealed record PersonPointers(string FamilyName, string GivenNames, string BirthDate, string? Identifier = null);
