using System.Collections.Frozen;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Starting;

namespace Integration.Local.FunctionsHost.Triggers;

/// <summary>The listeners of all functions whose triggers listen to something outside.</summary>
internal sealed class TriggerListeners(IEnumerable<ITriggerKind> kinds) : IAsyncDisposable
{
    private readonly FrozenDictionary<string, ITriggerKind> _kinds =
        kinds.ToFrozenDictionary(kind => kind.BindingType, StringComparer.OrdinalIgnoreCase);

    private readonly List<ITriggerListener> _listeners = [];

    public IEnumerable<string> BindingTypes => _kinds.Keys;

    /// <summary>Whether a function is run again by its retry policy, by its trigger.</summary>
    public bool Retries(FunctionBinding trigger) => _kinds.TryGetValue(trigger.Type, out var kind) && kind.Retries;

    /// <summary>Makes the listeners, without starting them.</summary>
    public void Make(IEnumerable<HostedFunction> functions, StartProblems problems)
    {
        foreach (var function in functions)
        {
            if (!_kinds.TryGetValue(function.Trigger.Type, out var kind))
            {
                continue;
            }

            try
            {
                _listeners.Add(kind.Listen(function));
            }
            catch (FunctionMistakeException mistake)
            {
                problems.Add(mistake.Message);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellation) =>
        Task.WhenAll(_listeners.Select(listener => listener.StartAsync(cancellation)));

    public Task StopAsync(CancellationToken cancellation) =>
        Task.WhenAll(_listeners.Select(listener => listener.StopAsync(cancellation)));

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync();
        }
    }
}
