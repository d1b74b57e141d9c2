namespace Integration.Local.FunctionsHost.Worker;

/// <summary>
/// The worker ended while a function ran in it, or before it could begin. What started the function is to start it again.
/// </summary>
internal sealed class WorkerLostException(string message) : Exception(message);
