using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask;

/// <summary>Adds the engine to a host.</summary>
public static class LocalDurableTaskServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine, which runs while the host runs, and a <see cref="Microsoft.DurableTask.Client.DurableTaskClient"/> for it.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="configure">Names the orchestrators and activities.</param>
    /// <param name="options">Sets at least <see cref="LocalDurableTaskOptions.DatabasePath"/>; validated when the host starts.</param>
    public static IServiceCollection AddLocalDurableTask(
        this IServiceCollection services,
        Action<DurableTaskRegistry> configure,
        Action<LocalDurableTaskOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var registry = new DurableTaskRegistry();
        configure(registry);
        services.AddSingleton(registry);
        services.AddOptions<LocalDurableTaskOptions>().Configure(options ?? (_ => { }));
        return services;
    }
}
