namespace Integration.Workflows.Catalogue;

/// <summary>Where a figure can be read.</summary>
/// <param name="Title">The page or document.</param>
/// <param name="Url">Its address.</param>
/// <param name="Confidence">How sure the figure is.</param>
/// <param name="Note">How it was derived, where it is not simply quoted.</param>
public sealed record FigureSource(string Title, Uri Url, Confidence Confidence, string? Note = null);
