using Integration.Local.DurableTask.Engine;
using Integration.Local.DurableTask.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Local.DurableTask;

/// <summary>Adds the engine to a host.</summary>
public static class LocalDurableTaskServiceCollectionExtensions
{
    /// <summary>
    /// Adds the engine, which runs while the host runs, and a <see cref="DurableTaskClient"/> for it. A registered
    /// <see cref="DataConverter"/> or <see cref="TimeProvider"/> is used; the defaults are JSON and the system's time.
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
        services.AddSingleton<IValidateOptions<LocalDurableTaskOptions>, LocalDurableTaskOptionsValidator>();
        services.AddOptions<LocalDurableTaskOptions>().Configure(options ?? (_ => { })).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataConverter>(JsonDataConverter.Default);
        services.AddLogging();
        services.AddSingleton(provider => new EngineServices(
            registry,
            provider,
            provider.GetRequiredService<DataConverter>(),
            new FailureDetailsFactory(
                provider.GetService<IExceptionPropertiesProvider>(), provider.GetRequiredService<ILogger<FailureDetailsFactory>>()),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<LocalDurableTaskOptions>>().Value));
        services.AddSingleton<EngineHolder>();
        services.AddSingleton<IHostedService, EngineHostedService>();
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        services.AddSingleton<IDurableTaskClientProvider, LocalDurableTaskClientProvider>();
        return services;
    }
}
