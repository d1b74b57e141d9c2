using System.Diagnostics.Tracing;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>What the client does on its own, for whoever listens to the event source <c>Integration-Local-ServiceBus</c>.</summary>
[EventSource(Name = "Integration-Local-ServiceBus")]
internal sealed class ClientEvents : EventSource
{
    public static readonly ClientEvents Log = new();

    [Event(1, Level = EventLevel.Informational, Message = "Connected to {0}:{1}")]
    public void ConnectionOpened(string host, int port) => WriteEvent(1, host, port);

    [Event(2, Level = EventLevel.Informational, Message = "The connection has ended: {0}")]
    public void ConnectionClosed(string reason) => WriteEvent(2, reason);

    [Event(3, Level = EventLevel.Warning, Message = "The {0} did not close in order: {1}")]
    public void CloseFailed(string what, string reason) => WriteEvent(3, what, reason);

    [Event(4, Level = EventLevel.Warning, Message = "The token for {0} could not be renewed: {1}")]
    public void RenewalFailed(string audience, string reason) => WriteEvent(4, audience, reason);

    [Event(5, Level = EventLevel.Warning, Message = "An error handler of the processor of {0} threw: {1}")]
    public void ErrorHandlerFailed(string entity, string reason) => WriteEvent(5, entity, reason);
}
