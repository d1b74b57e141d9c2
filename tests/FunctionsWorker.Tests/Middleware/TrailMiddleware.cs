using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Integration.Local.FunctionsWorker.Tests.Middleware;

internal sealed class TrailMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        context.Items["trail"] = $"{(context.Items.TryGetValue("trail", out var trail) ? trail : "")}T";
        return next(context);
    }
}
