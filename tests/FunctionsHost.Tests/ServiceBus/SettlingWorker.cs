using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

/// <summary>Settles messages as a worker does, over the wire.</summary>
internal sealed class SettlingWorker(string address) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    public Task CompleteAsync(string lockToken) =>
        CallAsync<CompleteRequest, Empty>("Complete", new CompleteRequest { Locktoken = lockToken });

    public Task AbandonAsync(string lockToken, ByteString properties) => CallAsync<AbandonRequest, Empty>(
        "Abandon", new AbandonRequest { Locktoken = lockToken, PropertiesToModify = properties });

    public Task DeadLetterAsync(string lockToken, ByteString properties, string? reason, string? description) =>
        CallAsync<DeadletterRequest, Empty>("Deadletter", new DeadletterRequest
        {
            Locktoken = lockToken,
            PropertiesToModify = properties,
            DeadletterReason = reason,
            DeadletterErrorDescription = description,
        });

    public Task DeferAsync(string lockToken) =>
        CallAsync<DeferRequest, Empty>("Defer", new DeferRequest { Locktoken = lockToken });

    public Task RenewMessageLockAsync(string lockToken) =>
        CallAsync<RenewMessageLockRequest, Empty>("RenewMessageLock", new RenewMessageLockRequest { Locktoken = lockToken });

    public async Task<string> GetSessionStateAsync(string session)
    {
        var answer = await CallAsync<GetSessionStateRequest, GetSessionStateResponse>(
            "GetSessionState", new GetSessionStateRequest { SessionId = session });
        return answer.SessionState.ToStringUtf8();
    }

    public Task SetSessionStateAsync(string session, string state) => CallAsync<SetSessionStateRequest, Empty>(
        "SetSessionState", new SetSessionStateRequest { SessionId = session, SessionState = ByteString.CopyFromUtf8(state) });

    public Task ReleaseSessionAsync(string session) =>
        CallAsync<ReleaseSessionRequest, Empty>("ReleaseSession", new ReleaseSessionRequest { SessionId = session });

    public async Task<DateTimeOffset> RenewSessionLockAsync(string session)
    {
        var answer = await CallAsync<RenewSessionLockRequest, RenewSessionLockResponse>(
            "RenewSessionLock", new RenewSessionLockRequest { SessionId = session });
        return answer.LockedUntil.ToDateTimeOffset();
    }

    public void Dispose() => _channel.Dispose();

    private async Task<TResponse> CallAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var described = new Method<TRequest, TResponse>(
            MethodType.Unary, "Settlement", method, MarshallerOf<TRequest>(), MarshallerOf<TResponse>());
        using var call = _channel.CreateCallInvoker().AsyncUnaryCall(
            described, host: null, new CallOptions(cancellationToken: TestContext.Current.CancellationToken), request);
        return await call;
    }

    private static Marshaller<T> MarshallerOf<T>()
        where T : class, IMessage<T>, new() =>
        new(message => message.ToByteArray(), bytes => new MessageParser<T>(() => new T()).ParseFrom(bytes));
}
