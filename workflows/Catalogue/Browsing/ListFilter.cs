namespace Integration.Workflows.Catalogue.Browsing;

/// <summary>A filter of a list: an item passes when it has the value that is asked for.</summary>
/// <param name="Parameter">How it is asked for.</param>
/// <param name="Value">The value of an item.</param>
internal sealed record ListFilter<T>(QueryParameter Parameter, Func<T, string> Value);
