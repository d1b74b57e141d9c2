using Integration.Local.FunctionsHost.Triggers;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsHost.Timers;

/// <summary>Makes a host run functions on schedules.</summary>
internal static class TimerServices
{
    public static IServiceCollection AddTimerTriggers(this IServiceCollection services) =>
        services.AddSingleton<TimerStateStore>().AddSingleton<ITriggerKind, TimerTriggers>();
}
