namespace Integration.Local.FunctionsHost.Worker;

/// <summary>A worker did not come to where it can run functions. The message is one line and says why.</summary>
internal sealed class WorkerStartException(string message, Exception? innerException = null) : Exception(message, innerException);
