using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.DurableTask.Scheduling;

/// <summary>The services of one call of an activity: a scope of its own, made when the first service is asked for.</summary>
internal sealed class ActivityServices(IServiceScopeFactory scopes) : IKeyedServiceProvider, IAsyncDisposable
{
    private AsyncServiceScope? _scope;

    private IServiceProvider Scope => (_scope ??= scopes.CreateAsyncScope()).ServiceProvider;

    public object? GetService(Type serviceType) => Scope.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)Scope).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) => Scope.GetRequiredKeyedService(serviceType, serviceKey);

    public ValueTask DisposeAsync() => _scope?.DisposeAsync() ?? ValueTask.CompletedTask;
}
