namespace Integration.Load.Growth.Simulation;

/// <summary>What a simulated day came to.</summary>
/// <param name="Cases">Cases that came in, all of which ended.</param>
/// <param name="Seconds">From midnight to the end of the last case.</param>
/// <param name="InFlight">Cases in flight, on average over this time.</param>
/// <param name="SecondsOfCase">From a case's arrival to its end, on average.</param>
internal sealed record DayReport(int Cases, double Seconds, double InFlight, double SecondsOfCase);
