namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A parameter of a query that can't be answered.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Code">Stable code for programs: <c>unknown-parameter</c>, <c>repeated-parameter</c> or <c>value</c>.</param>
/// <param name="Detail">What would be right; never repeats the value.</param>
public sealed record ParameterError(string Parameter, string Code, string Detail);
