using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>Where a parameter's value comes from when its function is invoked.</summary>
internal delegate ValueTask<object?> ParameterSource(FunctionContext context);
