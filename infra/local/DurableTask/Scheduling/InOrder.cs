using System.Diagnostics.CodeAnalysis;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>First come, first served.</summary>
internal sealed class InOrder<T> : IWorkQueue<T>
{
    private readonly Queue<T> _items = new();

    public void Enqueue(T item) => _items.Enqueue(item);

    public bool TryDequeue([MaybeNullWhen(false)] out T item) => _items.TryDequeue(out item);

    public void Clear() => _items.Clear();
}
