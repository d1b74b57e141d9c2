namespace Microsoft.DurableTask.Worker;

/// <summary>
/// Says what else is to be known of a failure than the type and the message of its exception. Register one as a service, and
/// <see cref="TaskFailureDetails.Properties"/> has what it says of an exception and of each of its causes.
/// </summary>
public interface IExceptionPropertiesProvider
{
    /// <summary>
    /// What is to be known of an exception; null for nothing. Numbers come back as <see cref="double"/>, lists and dictionaries as such,
    /// texts, times and truth values as they are, and whatever else as its text.
    /// </summary>
    IDictionary<string, object?>? GetExceptionProperties(Exception exception);
}
