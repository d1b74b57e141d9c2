namespace Integration.Local.ServiceBusEmulator.Entities;

/// <summary>
/// The way out to a receiver. Called while the namespace is held, so it only takes note; what it takes note of goes out in
/// this order, each once the commit of its ticket is on disk.
/// </summary>
internal interface IReceiverPort
{
    void Deliver(MessageView message, long ticket);

    /// <summary>The credit that was to be drained is used up or given back.</summary>
    void Drained();

    void SessionAccepted(string sessionId, DateTime lockedUntil);

    /// <summary>No session came free in time.</summary>
    void SessionTimedOut();

    void SessionLost();
}
