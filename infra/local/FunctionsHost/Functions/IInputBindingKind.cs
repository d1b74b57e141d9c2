using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Functions;

/// <summary>A kind of input binding that is no trigger, for example <c>durableClient</c>.</summary>
internal interface IInputBindingKind
{
    /// <summary>The binding's type; compared without regard to case.</summary>
    string BindingType { get; }

    /// <summary>Where the values of a function's binding come from.</summary>
    /// <exception cref="FunctionMistakeException">The binding can't be used as it is.</exception>
    IFunctionInputSource Open(HostedFunction function, FunctionBinding binding);
}
