using Integration.Local.FunctionsWorker.Invocation;

namespace Integration.Local.FunctionsWorker.Durable;

/// <summary>A function that is an activity, with the type of its input.</summary>
internal sealed record ActivityFunction(HostedFunction Function, Type InputType);
