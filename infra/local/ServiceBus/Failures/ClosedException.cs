namespace Integration.Local.ServiceBus.Failures;

/// <summary>The application has closed what it uses. Any other disposed object is one that went with the connection.</summary>
internal sealed class ClosedException(Type type) : ObjectDisposedException(type.Name);
