using System.Diagnostics.CodeAnalysis;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>
/// Who has the next turn: instances in memory before those that have yet to begin or to be loaded, and these only while the store
/// keeps up. So what has begun comes to its end, and a rush does not fill the memory with beginnings. Guarded by its lane.
/// </summary>
internal sealed class TurnQueue(Func<bool> storeKeepsUp) : IWorkQueue<InstanceSlot>
{
    // After so many turns of the others one of the new has waited long enough.
    private const int Favour = 16;

    private readonly Queue<InstanceSlot> _inMemory = new();
    private readonly Queue<InstanceSlot> _new = new();
    private int _favoured;

    public void Enqueue(InstanceSlot item) => (item.Live is null ? _new : _inMemory).Enqueue(item);

    public bool TryDequeue([MaybeNullWhen(false)] out InstanceSlot item)
    {
        var mayBegin = _new.Count > 0 && storeKeepsUp();
        if (mayBegin && (_favoured == Favour || _inMemory.Count == 0))
        {
            _favoured = 0;
            item = _new.Dequeue();
            return true;
        }

        _favoured = mayBegin ? _favoured + 1 : 0;
        return _inMemory.TryDequeue(out item);
    }

    public void Clear()
    {
        _inMemory.Clear();
        _new.Clear();
    }
}
