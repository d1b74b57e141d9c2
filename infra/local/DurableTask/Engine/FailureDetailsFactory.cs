using Integration.Local.DurableTask.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Engine;

/// <summary>Makes of an exception what can be stored of it.</summary>
/// <param name="provider">Who knows more of exceptions than their type and message; null for nobody.</param>
/// <param name="logger">Told of a provider that fails itself.</param>
internal sealed partial class FailureDetailsFactory(IExceptionPropertiesProvider? provider, ILogger logger)
{
    public TaskFailureDetails Of(Exception exception) => TaskFailureDetails.FromException(exception, PropertiesOf);

    private Dictionary<string, object?>? PropertiesOf(Exception exception)
    {
        try
        {
            return provider?.GetExceptionProperties(exception) is { } properties ? FailureProperties.Normalize(properties) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What failed first is what counts; it is told, though without properties.
            LogProviderFailed(exception.GetType(), e);
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Error, "The provider of exception properties failed over a {Exception}; the failure is recorded without properties")]
    private partial void LogProviderFailed(Type exception, Exception reason);
}
