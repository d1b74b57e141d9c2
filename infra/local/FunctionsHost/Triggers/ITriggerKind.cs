using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Triggers;

/// <summary>A kind of trigger that listens to something outside, for example to the queues of Service Bus.</summary>
internal interface ITriggerKind
{
    /// <summary>The trigger's type in a binding, for example <c>serviceBusTrigger</c>.</summary>
    string BindingType { get; }

    /// <summary>Whether a function that fails is run again by its retry policy; officially not every kind does.</summary>
    bool Retries { get; }

    /// <summary>The listener of a function, not started yet.</summary>
    /// <exception cref="FunctionMistakeException">The binding can't be used as it is.</exception>
    ITriggerListener Listen(HostedFunction function);
}
