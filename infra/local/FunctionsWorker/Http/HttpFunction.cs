using Integration.Local.FunctionsWorker.Invocation;

namespace Integration.Local.FunctionsWorker.Http;

/// <summary>A function with its route and the way to its answer.</summary>
internal sealed record HttpFunction(HostedFunction Function, HttpRoute Route, HttpAnswer Answer);
