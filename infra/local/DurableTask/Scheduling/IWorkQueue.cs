using System.Diagnostics.CodeAnalysis;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>What waits for a lane, and what comes next. Used by one thread at a time.</summary>
internal interface IWorkQueue<T>
{
    void Enqueue(T item);

    /// <summary>False: there is nothing that may be done now.</summary>
    bool TryDequeue([MaybeNullWhen(false)] out T item);

    void Clear();
}
