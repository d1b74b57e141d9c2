using Integration.Workflows.Catalogue;

namespace Integration.Workflows.Eligibility;

/// <summary>The period of a table of figures that an answer rests on.</summary>
/// <param name="Table">The table's name within the program.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force; open when null.</param>
/// <param name="IsProvisional">Whether they stand in for figures of a later period that are not entered yet.</param>
/// <param name="Source">Where they can be read, and how sure they are.</param>
public sealed record FiguresInUse(string Table, DateOnly From, DateOnly? Until, bool IsProvisional, FigureSource Source);
