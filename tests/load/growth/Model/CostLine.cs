namespace Integration.Load.Growth.Model;

/// <summary>A line of the bill of a million cases.</summary>
/// <param name="What">What is paid for.</param>
/// <param name="Quantity">How much of it a million cases need.</param>
/// <param name="Unit">The unit of the quantity.</param>
/// <param name="Amount">What it costs; null where its price is not known.</param>
internal sealed record CostLine(string What, double Quantity, string Unit, double? Amount);
