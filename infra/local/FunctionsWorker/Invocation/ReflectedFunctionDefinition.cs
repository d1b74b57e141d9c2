using System.Collections.Immutable;
using System.Reflection;
using Integration.Local.FunctionsWorker.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>What a function's method says about it.</summary>
internal sealed class ReflectedFunctionDefinition(FunctionMethod function, IEnumerable<BindingMetadata> inputs) : FunctionDefinition
{
    public MethodInfo Method => function.Method;

    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => Method.Module.Assembly.Location;

    public override string EntryPoint => function.EntryPoint;

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        inputs.ToImmutableDictionary(binding => binding.Name);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
}
