namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>A worker asks to settle what is not its own, or not any more. The message is one line.</summary>
internal sealed class SettlementRefusedException(string message) : Exception(message)
{
    public static SettlementRefusedException NotHeld(string lockToken) =>
        new($"No message is held under lock token '{lockToken}': it was never received, or its invocation has ended.");

    public static SettlementRefusedException SettledAlready(string lockToken) =>
        new($"The message under lock token '{lockToken}' is settled already.");
}
