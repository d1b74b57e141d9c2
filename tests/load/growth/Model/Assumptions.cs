namespace Integration.Load.Growth.Model;

/// <summary>What is assumed, because nobody has measured it.</summary>
/// <param name="ViewsPerCase">How often a case is looked at over HTTP, by everybody together.</param>
/// <param name="Utilisation">How busy units are to be in the busiest hour, 0 to 1.</param>
/// <param name="HostedLatency">Seconds until a participant hosted here answers, on average.</param>
/// <param name="PartnerLatency">Seconds until a remote partner answers, on average.</param>
internal sealed record Assumptions(double ViewsPerCase, double Utilisation, double HostedLatency, double PartnerLatency);
