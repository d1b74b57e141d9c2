using Azure.Messaging.ServiceBus;
using Integration.Local.ServiceBus.Amqp;

namespace Integration.Local.ServiceBus.Processing;

/// <summary>Tells the error handler of a processor. What that throws itself goes to the event source.</summary>
internal sealed class ErrorReporter(
    string fullyQualifiedNamespace, string entityPath, string identifier, Func<ProcessErrorEventArgs, Task> handler)
{
    public async Task ReportAsync(Exception exception, ServiceBusErrorSource source, CancellationToken stopping)
    {
        try
        {
            var args = new ProcessErrorEventArgs(exception, source, fullyQualifiedNamespace, entityPath, identifier, stopping);
            await handler(args).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            ClientEvents.Log.ErrorHandlerFailed(entityPath, thrown.Message);
        }
    }
}
