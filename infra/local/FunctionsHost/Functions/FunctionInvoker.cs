using System.Diagnostics;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Functions;

/// <inheritdoc cref="IFunctionInvoker"/>
internal sealed partial class FunctionInvoker(
    WorkerSupervisor workers,
    FunctionPlans plans,
    HostSettings settings,
    CancellationGrace grace,
    TimeProvider time,
    ILogger<FunctionInvoker> logger) : IFunctionInvoker
{
    private static readonly RpcTraceContext _noTrace = new();
    private static readonly RetryContext _noRetry = new();

    public async Task<InvocationResponse> InvokeAsync(HostedFunction function, FunctionInput input, CancellationToken cancellation)
    {
        var plan = plans.Of(function);
        var retry = _noRetry;
        for (var failures = 0; ;)
        {
            try
            {
                var worker = await workers.ReadyAsync(cancellation);
                var named = input with { InvocationId = InvocationIdOf(input, failures) };
                return await InvokeAsync(worker, function, named, retry, cancellation);
            }
            catch (FunctionFailedException error) when (plan.Retry.PauseAfter(failures + 1) is { } pause)
            {
                failures++;
                LogRetry(function.Name, failures, pause, error.Message);
                await Task.Delay(pause, time, cancellation);
                retry = new RetryContext
                {
                    RetryCount = failures,
                    MaxRetryCount = plan.Retry.MaxRetries,
                    Exception = error.Failure ?? new RpcException { Message = error.Message },
                };
            }
        }
    }

    /// <summary>Runs a function once, in this worker and no other.</summary>
    public Task<InvocationResponse> InvokeAsync(
        RunningWorker worker, HostedFunction function, FunctionInput input, CancellationToken cancellation) =>
        InvokeAsync(worker, function, input, _noRetry, cancellation);

    private async Task<InvocationResponse> InvokeAsync(
        RunningWorker worker, HostedFunction function, FunctionInput input, RetryContext retry, CancellationToken cancellation)
    {
        var plan = plans.Of(function);
        var request = await RequestAsync(function, plan, input, retry, cancellation);
        var started = time.GetTimestamp();
        var response = await RunAsync(worker, function, request, cancellation);
        ThrowIfFailed(function, request.InvocationId, response, cancellation);
        await WriteOutputsAsync(plan, response, cancellation);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            var elapsed = time.GetElapsedTime(started);
            LogExecuted(function.Name, request.InvocationId, elapsed);
        }

        return response;
    }

    private static string InvocationIdOf(FunctionInput input, int failures) =>
        failures == 0 && input.InvocationId is { } given ? given : Guid.NewGuid().ToString();

    private static async ValueTask<InvocationRequest> RequestAsync(
        HostedFunction function, FunctionPlan plan, FunctionInput input, RetryContext retry, CancellationToken cancellation)
    {
        var request = new InvocationRequest
        {
            InvocationId = input.InvocationId ?? Guid.NewGuid().ToString(),
            FunctionId = function.Id,
            TraceContext = TraceOf(input),
            RetryContext = retry,
        };
        request.InputData.Add(new ParameterBinding { Name = function.Trigger.Name, Data = input.Trigger });
        foreach (var (name, source) in plan.Inputs)
        {
            request.InputData.Add(new ParameterBinding { Name = name, Data = await source.ReadAsync(cancellation) });
        }

        foreach (var (name, value) in input.Metadata)
        {
            request.TriggerMetadata.Add(name, value);
        }

        return request;
    }

    private static RpcTraceContext TraceOf(FunctionInput input)
    {
        if (input.Trace is { } trace)
        {
            return new RpcTraceContext
            {
                TraceParent = $"00-{trace.TraceId}-{trace.SpanId}-{(trace.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}",
                TraceState = trace.TraceState ?? string.Empty,
            };
        }

        return Activity.Current is { Id: { } parent } current
            ? new RpcTraceContext { TraceParent = parent, TraceState = current.TraceStateString ?? string.Empty }
            : _noTrace;
    }

    private async Task<InvocationResponse> RunAsync(
        RunningWorker worker, HostedFunction function, InvocationRequest request, CancellationToken cancellation)
    {
        var answer = worker.Channel.InvokeAsync(function, request);
        using var limit = new CancellationTokenSource(settings.FunctionTimeout ?? Timeout.InfiniteTimeSpan, time);
        await using var onCancel = cancellation.UnsafeRegister(state => ((CancellationTokenSource)state!).Cancel(), limit);
        try
        {
            return await answer.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(worker, function, request, answer, cancellation);
        }
    }

    /// <summary>Has a function end, and gives it some time to do so; the worker and what else runs in it are left alone.</summary>
    private async Task<InvocationResponse> EndAsync(
        RunningWorker worker,
        HostedFunction function,
        InvocationRequest request,
        Task<InvocationResponse> answer,
        CancellationToken cancellation)
    {
        worker.Channel.Cancel(request.InvocationId, grace.Length);
        try
        {
            var last = await answer.WaitAsync(grace.Length, time, CancellationToken.None);
            if (cancellation.IsCancellationRequested)
            {
                // It may have come to its end all the same.
                return last;
            }
        }
        catch (TimeoutException)
        {
            worker.Channel.Forget(request.InvocationId);
            LogGivenUp(function.Name, request.InvocationId, grace.Length);
        }

        cancellation.ThrowIfCancellationRequested();
        throw new FunctionFailedException(function.Name, null, $"Function '{function.Name}' took longer than {settings.FunctionTimeout}.");
    }

    private static void ThrowIfFailed(
        HostedFunction function, string invocationId, InvocationResponse response, CancellationToken cancellation)
    {
        if (response.Result is null or { Status: StatusResult.Types.Status.Success })
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        var failure = response.Result.Exception;
        throw new FunctionFailedException(
            function.Name, failure, $"Function '{function.Name}' ({invocationId}) failed: {failure?.Message ?? response.Result.Result}");
    }

    private static async ValueTask WriteOutputsAsync(FunctionPlan plan, InvocationResponse response, CancellationToken cancellation)
    {
        if (plan.Outputs.Count == 0)
        {
            return;
        }

        foreach (var output in response.OutputData.Where(output => !IsEmpty(output.Data)))
        {
            if (plan.Outputs.TryGetValue(output.Name, out var target))
            {
                await target.WriteAsync(output.Data, cancellation);
            }
        }

        if (!IsEmpty(response.ReturnValue) && plan.Outputs.TryGetValue("$return", out var returned))
        {
            await returned.WriteAsync(response.ReturnValue, cancellation);
        }
    }

    private static bool IsEmpty(TypedData? data) => data is null or { DataCase: TypedData.DataOneofCase.None };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Executed {Function} ({InvocationId}) in {Elapsed}")]
    private partial void LogExecuted(string function, string invocationId, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} failed and is retried ({Number}) after {Pause}: {Reason}")]
    private partial void LogRetry(string function, int number, TimeSpan pause, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{Function} ({InvocationId}) was cancelled and has not ended within {Grace}: its result, if it ever has one, is not heard")]
    private partial void LogGivenUp(string function, string invocationId, TimeSpan grace);
}
