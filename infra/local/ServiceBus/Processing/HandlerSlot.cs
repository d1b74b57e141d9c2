namespace Integration.Local.ServiceBus.Processing;

/// <summary>Holds the one handler of an event, which can't be changed while the processor runs.</summary>
/// <param name="name">The event.</param>
/// <param name="isRunning">Whether the processor runs.</param>
internal sealed class HandlerSlot<TArgs>(string name, Func<bool> isRunning)
{
    private Func<TArgs, Task>? _handler;

    public bool IsEmpty => _handler is null;

    public void Add(Func<TArgs, Task>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler, name);
        ThrowIfRunning();
        if (_handler is not null)
        {
            throw new NotSupportedException($"{name} has a handler already: a processor takes one, remove the other first");
        }

        _handler = handler;
    }

    public void Remove(Func<TArgs, Task>? handler)
    {
        ArgumentNullException.ThrowIfNull(handler, name);
        if (_handler != handler)
        {
            throw new ArgumentException($"this handler of {name} was not added", name);
        }

        ThrowIfRunning();
        _handler = null;
    }

    public Task InvokeAsync(TArgs args) => _handler?.Invoke(args) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">There is no handler.</exception>
    public void ThrowIfEmpty()
    {
        if (IsEmpty)
        {
            throw new InvalidOperationException($"the processor can't start without a handler of {name}: add one first");
        }
    }

    private void ThrowIfRunning()
    {
        if (isRunning())
        {
            throw new InvalidOperationException($"{name} can't be changed while the processor runs: stop it first");
        }
    }
}
