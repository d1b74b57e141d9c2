using Integration.Local.FunctionsHost.Apps;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Durable Functions itself, Microsoft's extension in the WebJobs SDK, for the orchestrators, activities and entities of the app.
/// </summary>
internal sealed class DurableHost(
    FunctionApp app, DurableHostBuilder builder, DurableClients clients, DurableCalls calls, DurableTraces traces) : IAsyncDisposable
{
    private const string ExtensionName = "Microsoft.Azure.WebJobs.Extensions.DurableTask";

    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GeneratedType _functions = new();
    private Task? _building;
    private IHost? _host;

    /// <summary>Null where the app has nothing durable.</summary>
    public DurableTaskExtension? Extension { get; private set; }

    /// <summary>Completes, with the reason, when orchestrations can't be stored any more.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>
    /// For an app that refers to Durable Functions, builds the extension and opens its storage beside the worker's start, which takes as
    /// long. What goes wrong is told by <see cref="StartAsync"/>.
    /// </summary>
    public void Prepare()
    {
        var extensions = Path.Combine(app.Folder, "extensions.json");
        if (File.Exists(extensions) && File.ReadAllText(extensions).Contains(ExtensionName, StringComparison.Ordinal))
        {
            _building = BuildAsync();
        }
    }

    /// <exception cref="HostStartException">The settings are wrong, or the storage can't be used.</exception>
    public async Task StartAsync(IReadOnlyList<HostedFunction> functions, CancellationToken cancellation)
    {
        var durable = functions.Select(DurableFunction.Of).OfType<DurableFunction>().ToList();
        if (durable.Count == 0 && !clients.IsUsed)
        {
            return;
        }

        var generated = new GeneratedFunctions();
        foreach (var function in durable)
        {
            generated.Add(function.Kind, function.Name, value => calls.CallAsync(function, value));
        }

        clients.AddTo(generated);
        var type = generated.Create();
        try
        {
            _functions.Type = type;
            await (_building ??= BuildAsync());
            RefuseEntities(durable);
            traces.Start();
            await _host!.StartAsync(cancellation);
            Extension = _host.Services.GetRequiredService<DurableWebhook>().Extension;
            await clients.FetchAsync(
                number => generated.Client(type, number), (JobHost)_host.Services.GetRequiredService<IJobHost>(), cancellation);
        }
        catch (Exception error) when (error is not (OperationCanceledException or HostStartException))
        {
            throw new HostStartException([$"Durable Functions cannot start: {OneLine(error)}"], error);
        }

        Watch();
    }

    /// <summary>Takes nothing more, lets what is under way end, and cancels it at the cancellation.</summary>
    public Task DrainAsync(CancellationToken cancellation) => calls.DrainAsync(cancellation);

    /// <summary>Stops; to be done after the drain.</summary>
    public async Task StopAsync()
    {
        if (_host is not null)
        {
            using var limit = new CancellationTokenSource(_stopLimit);
            await _host.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_building ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host?.Dispose();
    }

    // The outer exceptions tell where, the inner ones what.
    private static string OneLine(Exception error)
    {
        var messages = new List<string>();
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            messages.Add(cause.Message.ReplaceLineEndings(" "));
        }

        return string.Join(' ', messages.Distinct());
    }

    // The storage is found first, which tells better what is wrong with it; the job host brings the extension along.
    private Task BuildAsync() => Task.Run(() =>
    {
        _host = builder.Build(_functions);
        Provider();
        _host.Services.GetRequiredService<IJobHost>();
    });

    private void RefuseEntities(IEnumerable<DurableFunction> functions)
    {
        var provider = Provider();
        if (functions.FirstOrDefault(function => function.Kind == DurableFunctionKind.Entity) is { } entity && !provider.SupportsEntities)
        {
            throw new HostStartException(
                [$"Function '{entity.Function.Name}': it is an entity, and this storage provider has none. Set "
                    + "extensions.durableTask.storageProvider.type in host.json to AzureStorage, or set "
                    + $"'AzureWebJobs.{entity.Function.Name}.Disabled' to true."]);
        }
    }

    private DurabilityProvider Provider()
    {
        var options = _host!.Services.GetRequiredService<IOptions<DurableTaskOptions>>().Value;
        var type = options.StorageProvider["type"].ToString();
        return _host.Services.GetServices<IDurabilityProviderFactory>()
            .FirstOrDefault(factory => string.Equals(factory.Name, type, StringComparison.OrdinalIgnoreCase))
            ?.GetDurabilityProvider()
            ?? throw new HostStartException(
                [$"extensions.durableTask.storageProvider.type in host.json is \"{type}\". It must be sqlite or AzureStorage."]);
    }

    private void Watch()
    {
        if (Provider() is SqliteDurabilityProvider sqlite)
        {
            _ = WatchAsync(sqlite.Faulted);
        }

        async Task WatchAsync(Task<Exception> faulted) =>
            _broken.TrySetResult($"Orchestrations can't be stored any more: {OneLine(await faulted)}");
    }

    /// <summary>The type whose methods are the functions, known once the worker has told them.</summary>
    private sealed class GeneratedType : ITypeLocator
    {
        public Type? Type { get; set; }

        public IReadOnlyList<Type> GetTypes() => [Type ?? throw new InvalidOperationException("The functions are not known yet.")];
    }
}
