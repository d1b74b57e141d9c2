using Microsoft.Azure.Functions.Worker.Middleware;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>The steps around every invocation, outermost first.</summary>
internal sealed class MiddlewarePipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate function) =>
        Enumerable.Reverse(_steps).Aggregate(function, (inner, step) => step(inner));
}
