namespace Integration.Local.FunctionsHost.Durable;

/// <summary>What a function is to Durable Functions.</summary>
internal enum DurableFunctionKind
{
    Orchestrator,
    Activity,
    Entity,
}
