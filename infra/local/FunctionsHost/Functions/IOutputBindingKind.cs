using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>A kind of output binding, for example <c>serviceBus</c>.</summary>
internal interface IOutputBindingKind
{
    /// <summary>The binding's type; compared without regard to case.</summary>
    string BindingType { get; }

    /// <summary>Where the values of a function's binding go.</summary>
    /// <exception cref="FunctionMistakeException">The binding can't be used as it is.</exception>
    IFunctionOutput Open(HostedFunction function, FunctionBinding binding);
}
