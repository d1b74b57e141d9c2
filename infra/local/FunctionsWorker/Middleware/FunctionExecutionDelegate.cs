namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline; the last one runs the function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
