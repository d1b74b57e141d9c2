using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;
using Integration.Local.FunctionsHost.Worker;
using Newtonsoft.Json.Linq;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Runs orchestrators, activities and entities in the worker, and says what went wrong in the words that the extension knows: a worker
/// that is
/// lost is no failure of the function, so what ran is run again.
/// </summary>
internal sealed class DurableCalls(IFunctionInvoker invoker) : IDisposable
{
    private static readonly TimeSpan _storing = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay = 1;
    private volatile bool _stopping;

    public async Task<object?> CallAsync(DurableFunction function, string? value)
    {
        if (!TryEnter())
        {
            // Given back, it would be taken up again at once. It is not done, so the next start of the host finds it.
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }

        try
        {
            var answer = await invoker.InvokeAsync(
                function.Function, new FunctionInput(value is null ? new TypedData() : new TypedData { String = value }), _ending.Token);
            return Read(function, answer.ReturnValue);
        }
        catch (FunctionFailedException error)
        {
            throw new DurableFunctionFailedException(error);
        }
        catch (Exception error) when (error is WorkerLostException or OperationCanceledException)
        {
            throw new DurableWorkLostException(error.Message);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes nothing more, and waits for what is under way; cancels it at the cancellation.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        _stopping = true;
        var busy = Volatile.Read(ref _underWay) > 1;
        Leave();
        await using var end = cancellation.UnsafeRegister(state => ((CancellationTokenSource)state!).Cancel(), _ending);
        await _drained.Task;
        if (busy)
        {
            // What a function gave is stored after it has returned, and nobody says when. What is not stored in time runs again.
            await Task.Delay(_storing, CancellationToken.None);
        }
    }

    public void Dispose() => _ending.Dispose();

    // An activity's result is JSON, and is passed on as it is; the others' are texts.
    private static object? Read(DurableFunction function, TypedData? value) => (function.Kind, value?.DataCase) switch
    {
        (DurableFunctionKind.Activity, TypedData.DataOneofCase.Json) => new JRaw(value.Json),
        (_, TypedData.DataOneofCase.String) => value.String,
        (_, TypedData.DataOneofCase.Json) => value.Json,
        (_, TypedData.DataOneofCase.Int) => value.Int,
        (_, TypedData.DataOneofCase.Double) => value.Double,
        (_, TypedData.DataOneofCase.Bytes) => value.Bytes.ToByteArray(),
        _ => null,
    };

    private bool TryEnter()
    {
        Interlocked.Increment(ref _underWay);
        if (!_stopping)
        {
            return true;
        }

        Leave();
        return false;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
        {
            _drained.TrySetResult();
        }
    }
}
