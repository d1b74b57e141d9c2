using Azure.Messaging.ServiceBus;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Integration.Local.FunctionsHost.Protocol;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>
/// Lets workers settle the messages of their functions. A call that can't be answered fails with one line: <c>FailedPrecondition</c>
/// where the lock is not the function's, or not any more, <c>Unavailable</c> where the namespace is, else <c>Unknown</c>.
/// </summary>
internal sealed class SettlementService(LockRegistry locks) : Settlement.SettlementBase
{
    private static readonly Empty _done = new();

    public override Task<Empty> Complete(CompleteRequest request, ServerCallContext context) =>
        SettleAsync(request.Locktoken, held => held.CompleteAsync());

    public override Task<Empty> Abandon(AbandonRequest request, ServerCallContext context) =>
        SettleAsync(request.Locktoken, held => held.AbandonAsync(MessageProperties.Decode(request.PropertiesToModify)));

    public override Task<Empty> Deadletter(DeadletterRequest request, ServerCallContext context) => SettleAsync(
        request.Locktoken,
        held => held.DeadLetterAsync(
            MessageProperties.Decode(request.PropertiesToModify), request.DeadletterReason, request.DeadletterErrorDescription));

    public override Task<Empty> Defer(DeferRequest request, ServerCallContext context) =>
        SettleAsync(request.Locktoken, held => held.DeferAsync(MessageProperties.Decode(request.PropertiesToModify)));

    public override Task<Empty> RenewMessageLock(RenewMessageLockRequest request, ServerCallContext context) => AnswerAsync(async () =>
    {
        await locks.Message(request.Locktoken).RenewLockAsync();
        return _done;
    });

    public override Task<GetSessionStateResponse> GetSessionState(GetSessionStateRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            var state = await locks.Session(request.SessionId).GetStateAsync();
            return new GetSessionStateResponse { SessionState = state is null ? ByteString.Empty : ByteString.CopyFrom(state) };
        });

    public override Task<Empty> SetSessionState(SetSessionStateRequest request, ServerCallContext context) => AnswerAsync(async () =>
    {
        await locks.Session(request.SessionId).SetStateAsync(BinaryData.FromBytes(request.SessionState.Memory));
        return _done;
    });

    public override Task<Empty> ReleaseSession(ReleaseSessionRequest request, ServerCallContext context) => AnswerAsync(() =>
    {
        locks.Session(request.SessionId).Release();
        return Task.FromResult(_done);
    });

    public override Task<RenewSessionLockResponse> RenewSessionLock(RenewSessionLockRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            var session = locks.Session(request.SessionId);
            await session.RenewAsync();
            return new RenewSessionLockResponse { LockedUntil = Timestamp.FromDateTimeOffset(session.LockedUntil) };
        });

    private Task<Empty> SettleAsync(string lockToken, Func<IMessageLock, Task> settle) => AnswerAsync(async () =>
    {
        await locks.Message(lockToken).SettleAsync(settle);
        return _done;
    });

    private static async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception error) when (StatusOf(error) is { } code)
        {
            throw new Grpc.Core.RpcException(new Status(code, error.Message.ReplaceLineEndings(" ")), error.Message);
        }
    }

    private static StatusCode? StatusOf(Exception error) => error switch
    {
        SettlementRefusedException or InvalidOperationException => StatusCode.FailedPrecondition,
        ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost } =>
            StatusCode.FailedPrecondition,
        ServiceBusException { IsTransient: true } => StatusCode.Unavailable,
        ServiceBusException or TimeoutException => StatusCode.Unknown,
        ArgumentException or FormatException => StatusCode.InvalidArgument,
        _ => null,
    };
}
