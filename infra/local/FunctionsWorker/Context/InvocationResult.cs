namespace Microsoft.Azure.Functions.Worker;

/// <summary>What an invocation answers. Setting it replaces the answer; set without calling the function, it is the answer.</summary>
public abstract class InvocationResult : InvocationResult<object>;
