using Microsoft.Azure.Functions.Worker;

namespace Integration.Local.FunctionsWorker.Invocation;

internal sealed class InputBinding(string name, string type) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => BindingDirection.In;
}
