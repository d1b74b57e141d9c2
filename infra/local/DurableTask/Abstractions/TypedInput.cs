namespace Microsoft.DurableTask;

/// <summary>Checks an untyped input against the type that a task declares.</summary>
internal static class TypedInput
{
    public static T Of<T>(object? input) => input switch
    {
        null => default!,
        T typed => typed,
        _ => throw new ArgumentException($"The input is a {input.GetType()}, the task takes a {typeof(T)}.", nameof(input)),
    };
}
