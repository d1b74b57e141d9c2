using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A parameter that the worker wants a value for.</summary>
/// <param name="target">The parameter's type.</param>
/// <param name="source">What the host sent for it.</param>
/// <param name="metadata">What the host told about the trigger.</param>
internal sealed class Conversion(Type target, object? source = null, IReadOnlyDictionary<string, object?>? metadata = null)
    : ConverterContext
{
    public override Type TargetType => target;

    public override object? Source => source;

    public override IReadOnlyDictionary<string, object> Properties { get; } = new Dictionary<string, object>();

    public override FunctionContext FunctionContext { get; } = new Invocation(metadata ?? new Dictionary<string, object?>());

    private sealed class Invocation(IReadOnlyDictionary<string, object?> metadata) : FunctionContext
    {
        public override BindingContext BindingContext { get; } = new Binding(metadata);

        public override string InvocationId => throw new NotSupportedException();

        public override string FunctionId => throw new NotSupportedException();

        public override TraceContext TraceContext => throw new NotSupportedException();

        public override RetryContext RetryContext => throw new NotSupportedException();

        public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

        public override IInvocationFeatures Features => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
    }

    private sealed class Binding(IReadOnlyDictionary<string, object?> metadata) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => metadata;
    }
}
