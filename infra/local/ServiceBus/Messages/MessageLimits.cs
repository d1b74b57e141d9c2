using System.Runtime.CompilerServices;

namespace Integration.Local.ServiceBus.Messages;

/// <summary>What Service Bus takes as an identifier, checked where it is set.</summary>
internal static class MessageLimits
{
    /// <summary>The most characters of a message id, session id or partition key.</summary>
    public const int IdLength = 128;

    /// <exception cref="ArgumentException">The id is too long.</exception>
    public static string? Id(string? value, [CallerMemberName] string name = "") => value is { Length: > IdLength }
        ? throw new ArgumentException($"{name} has {value.Length} characters, more than the {IdLength} allowed: shorten it", name)
        : value;

    /// <exception cref="ArgumentException">The message id is empty or too long.</exception>
    public static string MessageId(string? value) => string.IsNullOrEmpty(value)
        ? throw new ArgumentException(
            $"MessageId is {(value is null ? "null" : "empty")}: it needs 1 to {IdLength} characters", nameof(value))
        : Id(value, nameof(MessageId))!;
}
