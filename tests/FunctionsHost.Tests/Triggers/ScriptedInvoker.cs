using System.Threading.Channels;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.Triggers;

/// <summary>A worker whose functions are the test itself: it takes invocations one by one, or answers all of them in one way.</summary>
internal sealed class ScriptedInvoker : IFunctionInvoker
{
    private readonly Channel<Invocation> _calls = Channel.CreateUnbounded<Invocation>();

    /// <summary>Answers every invocation from now on; it is taken up by tests all the same.</summary>
    public Func<Invocation, Task>? Answer { get; set; }

    public bool IsIdle => !_calls.Reader.TryPeek(out _);

    public async Task<InvocationResponse> InvokeAsync(HostedFunction function, FunctionInput input, CancellationToken cancellation)
    {
        var call = new Invocation(function, input, cancellation);
        _calls.Writer.TryWrite(call);
        if (Answer is { } answer)
        {
            await answer(call);
        }

        return await call.End;
    }

    public Task<Invocation> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
        .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<Invocation>> NextAsync(int count)
    {
        var calls = new List<Invocation>();
        while (calls.Count < count)
        {
            calls.Add(await NextAsync());
        }

        return calls;
    }
}
