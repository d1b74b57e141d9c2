using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>A function that is ready to run: its definition, and where each parameter comes from.</summary>
internal sealed class HostedFunction(ReflectedFunctionDefinition definition, IReadOnlyList<ParameterSource> sources)
{
    private readonly Func<object?, ValueTask<object?>> _read = FunctionResult.ReaderFor(definition.Method);
    private readonly Type? _class = definition.Method.IsStatic ? null : definition.Method.DeclaringType;

    public string Name => definition.Name;

    public MethodInfo Method => definition.Method;

    public FunctionDefinition Definition => definition;

    /// <summary>Binds the parameters, runs the method on a fresh instance, keeps its result as the invocation's answer.</summary>
    public async Task RunAsync(FunctionContext context)
    {
        var arguments = new object?[sources.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await sources[i](context);
        }

        var instance = _class is null ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, _class);
        try
        {
            var returned = Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            context.GetInvocationResult().Value = await _read(returned);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        (instance as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
