using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsWorker.Invocation;

/// <summary>One invocation. Its scope of services is opened when something asks for it, and closed with the context.</summary>
internal sealed class LocalFunctionContext(HostedFunction function, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    : FunctionContext, IAsyncDisposable
{
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;

    public HostedFunction Function => function;

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public int Retry { get; init; }

    public int MaxRetries { get; init; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override TraceContext TraceContext { get; } = new AmbientTraceContext();

    public override BindingContext BindingContext => new KnownBindingContext(BindingData);

    public override RetryContext RetryContext => new CountedRetryContext(Retry, MaxRetries);

    public override IServiceProvider InstanceServices
    {
        get => _services ??= OpenScope();
        set => _services = value;
    }

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_scope is { } scope)
        {
            await scope.DisposeAsync();
        }
    }

    private IServiceProvider OpenScope()
    {
        var scope = scopes.CreateAsyncScope();
        _scope = scope;
        return scope.ServiceProvider;
    }

    private sealed class KnownBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class CountedRetryContext(int retry, int maximum) : RetryContext
    {
        public override int RetryCount => retry;

        public override int MaxRetryCount => maximum;
    }
}
