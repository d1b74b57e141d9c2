using Integration.Workflows.Plans;

namespace Integration.Workflows.Exchange;

/// <summary>What somebody wants to send to somebody.</summary>
/// <param name="Sender">The organization.</param>
/// <param name="Recipient">The participant.</param>
/// <param name="Task">The task that it is for.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="Categories">Data categories of the integrated service.</param>
public sealed record ExchangeAttempt(string Sender, string Recipient, TaskName Task, string Purpose, IReadOnlyList<string> Categories);
