using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>
/// The stream between the host and one worker: questions with their answers, invocations with their responses, and its logs.
/// </summary>
internal sealed class WorkerChannel(string workerId, WorkerLog log)
{
    private static readonly WriteOptions _buffered = new(WriteFlags.BufferHint);
    private static readonly WriteOptions _flushed = new();

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _questions = new();
    private readonly ConcurrentDictionary<string, Invocation> _invocations = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _reason;

    public string WorkerId { get; } = workerId;

    /// <summary>Completes when the worker has connected.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Completes, with the reason, when nothing comes over this stream any more.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Is called when the channel breaks, before anything that is under way is given up.</summary>
    public Action? Breaking { get; set; }

    /// <summary>Where the worker itself answers HTTP requests; null where it does not.</summary>
    public Uri? HttpAddress { get; set; }

    /// <summary>How many invocations are under way.</summary>
    public int InFlight => _invocations.Count;

    /// <summary>Carries messages both ways until the stream ends, whoever ends it.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellation)
    {
        _connected.TrySetResult();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = SendAsync(outgoing, ending.Token);
        try
        {
            while (await incoming.MoveNext(cancellation))
            {
                Take(incoming.Current);
            }

            Break("ended its stream.");
        }
        catch (Exception error)
        {
            // Whatever it is, garbage or a broken connection, it is the end of this worker and of nothing else.
            Break(cancellation.IsCancellationRequested ? "closed its connection." : $"sent what is no message. {error.Message}");
        }
        finally
        {
            await ending.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives up everything that is under way.</summary>
    /// <param name="reason">To be read after "The worker".</param>
    public void Break(string reason)
    {
        _reason ??= reason;
        _outgoing.Writer.TryComplete();
        Breaking?.Invoke();
        _broken.TrySetResult(reason);

        // Whoever registers from here on can't send any more, and so learns it too.
        foreach (var id in _questions.Keys)
        {
            Lose(id, reason);
        }

        foreach (var id in _invocations.Keys)
        {
            LoseInvocation(id, reason);
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <exception cref="WorkerLostException">The worker ended before it had answered.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellation)
    {
        question.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions[question.RequestId] = answer;
        try
        {
            if (!Send(question))
            {
                Lose(question.RequestId, _reason!);
            }

            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            _questions.TryRemove(question.RequestId, out _);
        }
    }

    /// <summary>Starts an invocation.</summary>
    /// <returns>The worker's response, whatever it says; a <see cref="WorkerLostException"/> where the worker ends before.</returns>
    public Task<InvocationResponse> InvokeAsync(HostedFunction function, InvocationRequest request)
    {
        var invocation = new Invocation(function.Name);
        _invocations[request.InvocationId] = invocation;
        if (!Send(new StreamingMessage { InvocationRequest = request }))
        {
            LoseInvocation(request.InvocationId, _reason!);
        }

        return invocation.Response.Task;
    }

    /// <summary>Asks the worker to end an invocation; it may go on all the same.</summary>
    public void Cancel(string invocationId, TimeSpan grace) => Send(new StreamingMessage
    {
        InvocationCancel = new InvocationCancel { InvocationId = invocationId, GracePeriod = Duration.FromTimeSpan(grace) },
    });

    /// <summary>Waits no longer for an invocation.</summary>
    public void Forget(string invocationId) => _invocations.TryRemove(invocationId, out _);

    /// <summary>Asks the worker to end.</summary>
    public void Terminate(TimeSpan grace) =>
        Send(new StreamingMessage { WorkerTerminate = new WorkerTerminate { GracePeriod = Duration.FromTimeSpan(grace) } });

    private bool Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task SendAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellation)
    {
        var reader = _outgoing.Reader;
        while (await reader.WaitToReadAsync(cancellation))
        {
            while (reader.TryRead(out var message))
            {
                // What follows at once goes out together.
                outgoing.WriteOptions = reader.TryPeek(out _) ? _buffered : _flushed;
                await outgoing.WriteAsync(message, cancellation);
            }
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (_invocations.TryRemove(message.InvocationResponse.InvocationId, out var invocation))
                {
                    invocation.Response.TrySetResult(message.InvocationResponse);
                }

                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                var function = _invocations.TryGetValue(message.RpcLog.InvocationId, out var running) ? running.Function : null;
                log.Take(message.RpcLog, function);
                break;
            default:
                if (_questions.TryRemove(message.RequestId, out var question))
                {
                    question.TrySetResult(message);
                }

                break;
        }
    }

    private void Lose(string requestId, string reason)
    {
        if (_questions.TryRemove(requestId, out var question))
        {
            question.TrySetException(new WorkerLostException($"The worker {reason}"));
        }
    }

    private void LoseInvocation(string id, string reason)
    {
        if (_invocations.TryRemove(id, out var invocation))
        {
            invocation.Response.TrySetException(new WorkerLostException($"The worker {reason}"));
        }
    }

    private sealed record Invocation(string Function)
    {
        public TaskCompletionSource<InvocationResponse> Response { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
