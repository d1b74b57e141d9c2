namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>What one invocation is given.</summary>
/// <param name="Messages">One, or a batch.</param>
/// <param name="Session">Their session; null where the entity has none.</param>
internal sealed record MessageDelivery(IReadOnlyList<HeldMessage> Messages, ISessionLock? Session);
