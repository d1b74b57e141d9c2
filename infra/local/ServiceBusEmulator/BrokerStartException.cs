namespace Integration.Local.ServiceBusEmulator;

/// <summary>
/// The broker could not start. The message is one line that names what is wrong and what would be right:
/// a taken port, a topology with an error (file and JSON pointer), a data directory that another broker holds.
/// </summary>
public sealed class BrokerStartException : Exception
{
    public BrokerStartException(string message)
        : base(message)
    {
    }

    public BrokerStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
