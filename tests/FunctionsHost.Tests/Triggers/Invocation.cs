using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Worker;

namespace Integration.Local.FunctionsHost.Tests.Triggers;

/// <summary>An invocation that a test ends as it likes.</summary>
internal sealed record Invocation(HostedFunction Function, FunctionInput Input, CancellationToken Cancellation)
{
    private readonly TaskCompletionSource<InvocationResponse> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<InvocationResponse> End => _end.Task.WaitAsync(Cancellation);

    public string Body => Input.Trigger.String;

    public string LockToken => Text("LockToken");

    public string Text(string metadata) => Input.Metadata[metadata].String;

    public void Succeed() => _end.SetResult(new InvocationResponse());

    public void Fail() => _end.SetException(new FunctionFailedException(Function.Name, failure: null, "no such fruit"));

    public void TimeOut() => _end.SetException(new FunctionFailedException(Function.Name, failure: null, "it took longer than 00:00:01"));

    public void LoseWorker() => _end.SetException(new WorkerLostException("the worker ended with code 137"));
}
