namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>
/// A step around every invocation, whatever triggers it. Around an orchestrator it is part of the orchestration:
/// it runs again in each replay, and may await nothing but the next step.
/// </summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
