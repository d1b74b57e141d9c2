using System.Reflection;
using System.Runtime.CompilerServices;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>Reads what a method returns, whether it is awaited or not.</summary>
internal static class FunctionResult
{
    /// <summary>The type behind Task and ValueTask; <c>void</c> where there is no value.</summary>
    public static Type TypeOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task) || type == typeof(ValueTask))
        {
            return typeof(void);
        }

        return IsGeneric(type, typeof(Task<>)) || IsGeneric(type, typeof(ValueTask<>)) ? type.GetGenericArguments()[0] : type;
    }

    public static bool IsAsyncVoid(MethodInfo method) =>
        method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false);

    /// <summary>How to get from the returned object to its value.</summary>
    public static Func<object?, ValueTask<object?>> ReaderFor(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task))
        {
            return ReadTask;
        }

        if (type == typeof(ValueTask))
        {
            return ReadValueTask;
        }

        if (IsGeneric(type, typeof(Task<>)))
        {
            return Close(nameof(ReadTaskOf), type);
        }

        return IsGeneric(type, typeof(ValueTask<>)) ? Close(nameof(ReadValueTaskOf), type) : ValueTask.FromResult;
    }

    private static Func<object?, ValueTask<object?>> Close(string reader, Type type) =>
        typeof(FunctionResult).GetMethod(reader, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    // No ConfigureAwait: an orchestrator goes on where its engine wants it.
    private static async ValueTask<object?> ReadTask(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async ValueTask<object?> ReadValueTask(object? returned)
    {
        await (ValueTask)returned!;
        return null;
    }

    private static async ValueTask<object?> ReadTaskOf<T>(object? returned) => await (Task<T>)returned!;

    private static async ValueTask<object?> ReadValueTaskOf<T>(object? returned) => await (ValueTask<T>)returned!;

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
