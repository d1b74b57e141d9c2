namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>What an activity was called with: a feature of its invocation.</summary>
internal sealed record ActivityInput(object? Value);
