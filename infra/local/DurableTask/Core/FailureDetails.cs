using System.Diagnostics.CodeAnalysis;

namespace DurableTask.Core;

/// <summary>Why something failed, as histories have it.</summary>
/// <param name="errorType">The full name of the exception's type.</param>
/// <param name="errorMessage">Its message.</param>
/// <param name="stackTrace">Where it was thrown.</param>
/// <param name="innerFailure">What caused it.</param>
/// <param name="isNonRetriable">Whether trying again would not help.</param>
/// <param name="properties">What else is known of it.</param>
public class FailureDetails(
    string errorType,
    string errorMessage,
    string? stackTrace,
    FailureDetails? innerFailure,
    bool isNonRetriable,
    IDictionary<string, object?>? properties = null) : IEquatable<FailureDetails>
{
    public FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable)
        : this(errorType, errorMessage, stackTrace, innerFailure, isNonRetriable, null)
    {
    }

    public string ErrorType { get; } = errorType;

    public string ErrorMessage { get; } = errorMessage;

    public string? StackTrace { get; } = stackTrace;

    public FailureDetails? InnerFailure { get; } = innerFailure;

    public bool IsNonRetriable { get; } = isNonRetriable;

    public IDictionary<string, object?>? Properties { get; } = properties;

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    [SuppressMessage("Naming", "CA1725", Justification = "The name in the official API.")]
    public override bool Equals(object? other) => other is FailureDetails details && Equals(details);

    public bool Equals(FailureDetails? other) =>
        other is not null
        && (ErrorType, ErrorMessage) == (other.ErrorType, other.ErrorMessage)
        && (StackTrace, IsNonRetriable) == (other.StackTrace, other.IsNonRetriable)
        && Equals(InnerFailure, other.InnerFailure);

    public override int GetHashCode() => HashCode.Combine(ErrorType, ErrorMessage, StackTrace);
}
