using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>Runs a function inside the pipeline of middleware.</summary>
internal sealed partial class FunctionInvoker
{
    private readonly ILogger<FunctionInvoker> _logger;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly TimeProvider _time;

    public FunctionInvoker(MiddlewarePipeline middleware, TimeProvider time, ILogger<FunctionInvoker> logger)
    {
        _pipeline = middleware.Around(context => ((LocalFunctionContext)context).Function.RunAsync(context));
        _time = time;
        _logger = logger;
    }

    /// <returns>What the function or a middleware answered.</returns>
    public async Task<object?> InvokeAsync(LocalFunctionContext context)
    {
        var started = _time.GetTimestamp();
        await _pipeline(context);
        var elapsed = _time.GetElapsedTime(started);
        LogExecuted(context.Function.Name, context.InvocationId, elapsed);
        return context.GetInvocationResult().Value;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Executed {Function} ({InvocationId}) in {Elapsed}")]
    private partial void LogExecuted(string function, string invocationId, TimeSpan elapsed);
}
