namespace Integration.Workflows.Applications;

/// <summary>A format of JSON Schema: its name, what it accepts, and how to say so.</summary>
/// <param name="Name">Value of <c>format</c>.</param>
/// <param name="Expected">What would be accepted, for the reader of an error.</param>
/// <param name="Accepts">Decides for a text on a day.</param>
internal sealed record TextFormat(string Name, string Expected, Func<string, DateOnly, bool> Accepts);
