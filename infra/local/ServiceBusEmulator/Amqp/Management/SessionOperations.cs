using Integration.Local.ServiceBusEmulator.Entities;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>Operations on a session of an entity, by the receiver that holds it.</summary>
internal sealed class SessionOperations(MessageQueue queue)
{
    private const string SessionId = "session-id";
    private const string SessionState = "session-state";

    public ManagementReply Renew(ManagementRequest request) =>
        ManagementReply.With("expiration", queue.RenewSession(request.RequiredText(SessionId)));

    public ManagementReply GetState(ManagementRequest request) =>
        ManagementReply.With(SessionState, queue.SessionState(request.RequiredText(SessionId)));

    public ManagementReply SetState(ManagementRequest request)
    {
        queue.SetSessionState(request.RequiredText(SessionId), request.Binary(SessionState));
        return ManagementReply.Empty;
    }
}
