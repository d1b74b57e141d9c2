using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A function acts on the session of its message by calls to the host, which named the session in the trigger's metadata.</summary>
public sealed class SessionActionsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _lockedUntil = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private SettlementServer _server = null!;
    private Worker _worker = null!;
    private ServiceBusSessionMessageActions _actions = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SettlementServer.StartAsync();
        _worker = new Worker(_server.Address);
        var bound = await _worker.BindAsync<ServiceBusSessionMessageActions>(
            Metadata("case-1", """{"SessionLockedUntil":"2026-03-04T05:06:07+00:00"}"""));
        _actions = bound.Value.ShouldBeOfType<ServiceBusSessionMessageActions>();
    }

    [Fact]
    public void The_lock_lasts_as_long_as_the_host_said() => _actions.SessionLockedUntil.ShouldBe(_lockedUntil);

    [Fact]
    public async Task The_state_is_what_the_host_keeps()
    {
        _server.Answers["/Settlement/GetSessionState"] = new GetSessionStateResponse { SessionState = ByteString.CopyFromUtf8("at work") };

        (await _actions.GetSessionStateAsync(Cancel)).ToString().ShouldBe("at work");
        _server.Single<GetSessionStateRequest>().Message.SessionId.ShouldBe("case-1");
    }

    [Fact]
    public async Task A_session_that_has_no_state_gives_an_empty_one() =>
        (await _actions.GetSessionStateAsync(Cancel)).ToMemory().IsEmpty.ShouldBeTrue();

    [Fact]
    public async Task A_state_that_is_set_goes_to_the_host()
    {
        await _actions.SetSessionStateAsync(BinaryData.FromString("done"), Cancel);

        _server.Single<SetSessionStateRequest>().ShouldBe((
            "/Settlement/SetSessionState",
            new SetSessionStateRequest { SessionId = "case-1", SessionState = ByteString.CopyFromUtf8("done") }));
    }

    [Fact]
    public async Task A_release_goes_to_the_host()
    {
        await _actions.ReleaseSession(Cancel);

        _server.Single<ReleaseSessionRequest>().ShouldBe(("/Settlement/ReleaseSession", new ReleaseSessionRequest { SessionId = "case-1" }));
    }

    [Fact]
    public async Task A_renewed_lock_lasts_as_long_as_the_host_says_now()
    {
        _server.Answers["/Settlement/RenewSessionLock"] =
            new RenewSessionLockResponse { LockedUntil = _lockedUntil.AddMinutes(1).ToTimestamp() };

        await _actions.RenewSessionLockAsync(Cancel);

        _actions.SessionLockedUntil.ShouldBe(_lockedUntil.AddMinutes(1));
    }

    [Theory]
    [InlineData(null, """{"SessionLockedUntil":"2026-03-04T05:06:07+00:00"}""", "SessionId")]
    [InlineData("case-1", null, "SessionActions")]
    [InlineData("case-1", "{}", "SessionActions.SessionLockedUntil")]
    public async Task Without_a_session_the_error_says_what_the_trigger_lacks(string? session, string? actions, string lacking)
    {
        var result = await _worker.BindAsync<ServiceBusSessionMessageActions>(Metadata(session, actions));

        result.Status.ShouldBe(ConversionStatus.Failed);
        result.Error.ShouldNotBeNull().Message.ShouldBe(
            $"The trigger's metadata has no {lacking}. Session actions need a Service Bus trigger with IsSessionsEnabled = true.");
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Dictionary<string, object?> Metadata(string? session, string? actions) =>
        new Dictionary<string, object?> { ["SessionId"] = session, ["SessionActions"] = actions }
            .Where(entry => entry.Value is not null).ToDictionary();
}
