namespace Integration.Local.ServiceBus.Failures;

/// <summary>The connection ended under an operation.</summary>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner);
