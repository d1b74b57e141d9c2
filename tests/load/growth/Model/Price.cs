namespace Integration.Load.Growth.Model;

/// <summary>A list price.</summary>
/// <param name="Amount">The price; null where it is not known here.</param>
/// <param name="Per">What it is for.</param>
/// <param name="Source">Where it is from.</param>
internal sealed record Price(double? Amount, string Per, string Source);
