namespace Integration.Local.AppHost.Demo;

/// <summary>A stop on a case's way.</summary>
/// <param name="Title">What is done there.</param>
/// <param name="Progress">Whether it is still going on.</param>
/// <param name="Duration">How long it took, or has taken so far.</param>
/// <param name="Outcome">What came of it, or where it stands.</param>
internal sealed record JourneyLine(string Title, Progress Progress, TimeSpan Duration, string Outcome);
