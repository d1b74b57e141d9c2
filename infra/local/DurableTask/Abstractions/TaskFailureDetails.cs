namespace Microsoft.DurableTask;

/// <summary>Why a task failed, in a form that can be stored: exceptions themselves don't cross a replay.</summary>
/// <param name="ErrorType">The full name of the exception's type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Its stack trace, if known.</param>
/// <param name="InnerFailure">What caused it, if known.</param>
/// <param name="Properties">Further properties of the exception.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the exception was of the given type or one derived from it.</summary>
    /// <exception cref="ArgumentException">The type is not an exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return ExceptionType() is { } actual && targetBaseExceptionType.IsAssignableFrom(actual);
    }

    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return FromException(exception, static _ => null);
    }

    /// <param name="exception">What failed.</param>
    /// <param name="propertiesOf">What else is known of an exception; a task that failed has the properties of its own failure.</param>
    internal static TaskFailureDetails FromException(Exception exception, Func<Exception, IDictionary<string, object?>?> propertiesOf) =>
        exception is TaskFailedException { FailureDetails: var cause } failed
            ? new(typeof(TaskFailedException).FullName!, failed.Message, failed.StackTrace, cause, cause.Properties)
            : new(
                exception.GetType().FullName ?? exception.GetType().Name,
                exception.Message,
                exception.StackTrace,
                exception.InnerException is { } inner ? FromException(inner, propertiesOf) : null,
                propertiesOf(exception));

    private Type? ExceptionType()
    {
        if (Type.GetType(ErrorType, throwOnError: false) is { } known)
        {
            return known;
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.GetType(ErrorType, throwOnError: false) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
