using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Integration.Local.FunctionsHost.App.Durable;

/// <summary>An entity, which not every storage provider has.</summary>
public sealed class Counter : TaskEntity<int>
{
    public void Add(int amount) => State += amount;

    [Function("Counter")]
    public static Task Dispatch([EntityTrigger] TaskEntityDispatcher dispatcher)
    {
        ArgumentNullException.ThrowIfNull(dispatcher);
        return dispatcher.DispatchAsync<Counter>();
    }
}
