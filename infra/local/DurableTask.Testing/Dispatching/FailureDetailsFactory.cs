using DurableTask.Core;
using IExceptionPropertiesProvider = Microsoft.DurableTask.Worker.IExceptionPropertiesProvider;

namespace Integration.Local.DurableTask.Testing.Dispatching;

/// <summary>Describes exceptions as the official worker does, each cause with the properties that the application knows of it.</summary>
internal sealed class FailureDetailsFactory(IExceptionPropertiesProvider? properties)
{
    public FailureDetails Of(Exception exception) => new(
        exception.GetType().FullName!,
        exception.Message,
        exception.StackTrace,
        exception.InnerException is { } cause ? Of(cause) : null,
        isNonRetriable: false,
        properties?.GetExceptionProperties(exception));
}
