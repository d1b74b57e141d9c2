namespace Integration.Workflows.Catalogue;

/// <summary>One benefit or service, owned by one agency, with its own rules.</summary>
/// <param name="Id">Unique in the catalogue.</param>
/// <param name="Jurisdiction">The jurisdiction that it is a program of.</param>
/// <param name="Agency">The organization that owns it.</param>
/// <param name="Name">What citizens know it by.</param>
/// <param name="RequiredIdentityLevel">Identity assurance that it asks for, Pan-Canadian Trust Framework 1–4.</param>
public sealed record Program(string Id, string Jurisdiction, string Agency, LocalizedText Name, int RequiredIdentityLevel);
