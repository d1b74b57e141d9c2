namespace Integration.Workflows.Eligibility;

/// <summary>What the programs of an integrated service would answer.</summary>
/// <param name="Service">The integrated service.</param>
/// <param name="AsOf">The day that was decided for.</param>
/// <param name="CatalogueVersion">The catalogue that was used.</param>
/// <param name="Programs">In the order of the plan.</param>
public sealed record Estimate(string Service, DateOnly AsOf, string CatalogueVersion, IReadOnlyList<ProgramEstimate> Programs);
