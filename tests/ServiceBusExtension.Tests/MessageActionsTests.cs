using Azure.Messaging.ServiceBus;
using Grpc.Core;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A function settles its messages by calls to the host, in the official contract.</summary>
public sealed class MessageActionsTests : IAsyncLifetime
{
    private static readonly ServiceBusReceivedMessage _message = ServiceBusModelFactory.ServiceBusReceivedMessage(lockTokenGuid: Guid.NewGuid());
    private static readonly Dictionary<string, object> _properties = new() { ["reason"] = "late" };
    private SettlementServer _server = null!;
    private Worker _worker = null!;
    private ServiceBusMessageActions _actions = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SettlementServer.StartAsync();
        _worker = new Worker(_server.Address);
        _actions = (ServiceBusMessageActions)(await _worker.BindAsync<ServiceBusMessageActions>()).Value!;
    }

    [Fact]
    public async Task Completing_names_the_lock()
    {
        await _actions.CompleteMessageAsync(_message, Cancel);

        _server.Single<CompleteRequest>().ShouldBe(("/Settlement/Complete", new CompleteRequest { Locktoken = _message.LockToken }));
    }

    [Fact]
    public async Task Abandoning_names_the_lock_and_what_changes()
    {
        await _actions.AbandonMessageAsync(_message, _properties, Cancel);

        _server.Single<AbandonRequest>().ShouldBe((
            "/Settlement/Abandon",
            new AbandonRequest { Locktoken = _message.LockToken, PropertiesToModify = PropertyMap.Encode(_properties) }));
    }

    [Fact]
    public async Task Deferring_names_the_lock_and_what_changes()
    {
        await _actions.DeferMessageAsync(_message, _properties, Cancel);

        _server.Single<DeferRequest>().ShouldBe((
            "/Settlement/Defer",
            new DeferRequest { Locktoken = _message.LockToken, PropertiesToModify = PropertyMap.Encode(_properties) }));
    }

    [Fact]
    public async Task Dead_lettering_tells_the_reason()
    {
        await _actions.DeadLetterMessageAsync(_message, _properties, "malformed", "The body must be JSON.", Cancel);

        var expected = new DeadletterRequest
        {
            Locktoken = _message.LockToken,
            PropertiesToModify = PropertyMap.Encode(_properties),
            DeadletterReason = "malformed",
            DeadletterErrorDescription = "The body must be JSON.",
        };
        _server.Single<DeadletterRequest>().ShouldBe(("/Settlement/Deadletter", expected));
    }

    [Fact]
    public async Task A_reason_that_is_not_given_is_not_sent()
    {
        await _actions.DeadLetterMessageAsync(_message, cancellationToken: Cancel);

        _server.Single<DeadletterRequest>().Message.ShouldBe(new DeadletterRequest { Locktoken = _message.LockToken });
    }

    [Fact]
    public async Task Renewing_names_the_lock()
    {
        await _actions.RenewMessageLockAsync(_message, Cancel);

        _server.Single<RenewMessageLockRequest>().ShouldBe(
            ("/Settlement/RenewMessageLock", new RenewMessageLockRequest { Locktoken = _message.LockToken }));
    }

    [Fact]
    public async Task What_the_host_refuses_fails_in_the_function()
    {
        _server.Status = (int)StatusCode.FailedPrecondition;

        var refusal = await Should.ThrowAsync<RpcException>(_actions.CompleteMessageAsync(_message, Cancel));

        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task Without_the_host_s_address_the_error_names_the_setting()
    {
        await using var lost = new Worker(hostEndpoint: null);

        (await Should.ThrowAsync<InvalidOperationException>(lost.BindAsync<ServiceBusMessageActions>()))
            .Message.ShouldBe("The host has not told its address: Functions:Worker:HostEndpoint.");
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
