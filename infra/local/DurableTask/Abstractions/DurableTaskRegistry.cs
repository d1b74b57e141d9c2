using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities that a worker knows, by name.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<TaskKey, Func<IServiceProvider, ITaskActivity>> _activities = [];
    private readonly Dictionary<TaskKey, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = [];

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public DurableTaskRegistry AddActivity(TaskName name, Func<IServiceProvider, ITaskActivity> factory) =>
        Add(_activities, name, default, factory, "activity");

    public DurableTaskRegistry AddActivity(TaskName name, TaskVersion version, Func<ITaskActivity> factory) =>
        Add(_activities, name, version, _ => factory(), "activity");

    public DurableTaskRegistry AddActivity(TaskName name, Type type) =>
        Add(_activities, name, VersionOf(type), Factory<ITaskActivity>(type), "activity");

    public DurableTaskRegistry AddActivity(Type type) => AddActivity(NameOf(type), type);

    public DurableTaskRegistry AddActivity<TActivity>(TaskName name)
        where TActivity : class, ITaskActivity => AddActivity(name, typeof(TActivity));

    public DurableTaskRegistry AddActivity<TActivity>()
        where TActivity : class, ITaskActivity => AddActivity(typeof(TActivity));

    public DurableTaskRegistry AddActivity(TaskName name, ITaskActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, (IServiceProvider _) => activity);
    }

    public DurableTaskRegistry AddActivity(ITaskActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(NameOf(activity.GetType()), activity);
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public DurableTaskRegistry AddOrchestrator(TaskName name, Func<ITaskOrchestrator> factory) =>
        Add(_orchestrators, name, default, _ => factory(), "orchestrator");

    public DurableTaskRegistry AddOrchestrator(TaskName name, TaskVersion version, Func<ITaskOrchestrator> factory) =>
        Add(_orchestrators, name, version, _ => factory(), "orchestrator");

    public DurableTaskRegistry AddOrchestrator(TaskName name, Type type) =>
        Add(_orchestrators, name, VersionOf(type), Factory<ITaskOrchestrator>(type), "orchestrator");

    public DurableTaskRegistry AddOrchestrator(Type type) => AddOrchestrator(NameOf(type), type);

    public DurableTaskRegistry AddOrchestrator<TOrchestrator>(TaskName name)
        where TOrchestrator : class, ITaskOrchestrator => AddOrchestrator(name, typeof(TOrchestrator));

    public DurableTaskRegistry AddOrchestrator<TOrchestrator>()
        where TOrchestrator : class, ITaskOrchestrator => AddOrchestrator(typeof(TOrchestrator));

    public DurableTaskRegistry AddOrchestrator(TaskName name, ITaskOrchestrator orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, () => orchestrator);
    }

    public DurableTaskRegistry AddOrchestrator(ITaskOrchestrator orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(NameOf(orchestrator.GetType()), orchestrator);
    }

    /// <summary>
    /// The orchestrator of that version; where the name is registered without any version, that one serves all. Null: not known.
    /// </summary>
    internal Func<IServiceProvider, ITaskOrchestrator>? FindOrchestrator(TaskName name, TaskVersion version) =>
        Find(_orchestrators, name, version);

    /// <inheritdoc cref="FindOrchestrator"/>
    internal Func<IServiceProvider, ITaskActivity>? FindActivity(TaskName name, TaskVersion version) =>
        Find(_activities, name, version);

    private static T? Find<T>(Dictionary<TaskKey, T> tasks, TaskName name, TaskVersion version)
        where T : class =>
        tasks.GetValueOrDefault(new(name, version)) ?? (HasVersions(tasks, name) ? null : tasks.GetValueOrDefault(new(name, default)));

    private static bool HasVersions<T>(Dictionary<TaskKey, T> tasks, TaskName name) =>
        tasks.Keys.Any(key => key.Name == name && key.Version != default);

    private static TaskName NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Attribute.GetCustomAttribute(type, typeof(DurableTaskAttribute)) is DurableTaskAttribute { Name.Name.Length: > 0 } named
            ? named.Name
            : new TaskName(type.Name);
    }

    private static TaskVersion VersionOf(Type type) =>
        Attribute.GetCustomAttribute(type, typeof(DurableTaskAttribute)) is DurableTaskAttribute { Version: { } version }
            ? version
            : default;

    private static Func<IServiceProvider, T> Factory<T>(Type type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(T).IsAssignableFrom(type) || type.IsAbstract)
        {
            throw new ArgumentException($"{type} is not a concrete {typeof(T).Name}.", nameof(type));
        }

        return services => (T)ActivatorUtilities.GetServiceOrCreateInstance(services, type);
    }

    private DurableTaskRegistry Add<T>(Dictionary<TaskKey, T> tasks, TaskName name, TaskVersion version, T factory, string kind)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (name == default)
        {
            throw new ArgumentException($"An {kind} needs a name.", nameof(name));
        }

        if (!tasks.TryAdd(new(name, version), factory))
        {
            throw new ArgumentException($"An {kind} named '{name}' is registered already.", nameof(name));
        }

        return this;
    }

    private readonly record struct TaskKey(TaskName Name, TaskVersion Version);
}
