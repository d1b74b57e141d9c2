namespace Integration.Workflows.Catalogue;

/// <summary>A text in both official languages; neither is ever empty.</summary>
/// <param name="En">English.</param>
/// <param name="Fr">French.</param>
public sealed record LocalizedText(string En, string Fr);
