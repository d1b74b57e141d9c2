namespace Integration.Workflows.Catalogue;

/// <summary>What a register holds on one person to know that person again.</summary>
/// <param name="Id">The register's own; records of one id are one person.</param>
/// <param name="FamilyName">As registered.</param>
/// <param name="GivenNames">As registered, in order.</param>
/// <param name="BirthDate">As registered.</param>
/// <param name="Identifier">The identifier that people state, such as a national number; null when the person has none.</param>
public sealed record PersonRecord(string Id, string FamilyName, string GivenNames, DateOnly BirthDate, string? Identifier = null);
