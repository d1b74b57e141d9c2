using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Durable;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Hosting;
using Integration.Local.FunctionsHost.Http;
using Integration.Local.FunctionsHost.Processes;
using Integration.Local.FunctionsHost.Starting;
using Integration.Local.FunctionsHost.Triggers;
using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost;

/// <summary>A running Functions host for one .NET isolated function app.</summary>
public sealed partial class LocalFunctionsHost : IAsyncDisposable
{
    private readonly HostFolder _folder;
    private readonly ListeningSocket _socket;
    private readonly WebApplication _core;
    private readonly ILogger<LocalFunctionsHost> _logger;
    private bool _stopped;

    private LocalFunctionsHost(HostPlan plan, HostFolder folder, ListeningSocket socket)
    {
        _folder = folder;
        _socket = socket;
        _core = HostComposition.Build(plan, folder, socket);
        _logger = Get<ILogger<LocalFunctionsHost>>();
    }

    /// <summary>Where HTTP functions answer.</summary>
    public Uri Address => new($"http://{_socket.EndPoint}/");

    /// <summary>Names and triggers of the hosted functions.</summary>
    public IReadOnlyDictionary<string, string> Functions => Get<HostState>().Functions;

    /// <summary>Completes, with the reason in one line, when the host can run no functions any more. It is to be stopped then.</summary>
    public Task<string> Broken => Task.WhenAny(Get<WorkerSupervisor>().Broken, Get<DurableHost>().Broken).Unwrap();

    /// <summary>Starts a host; functions can be called when it has started.</summary>
    /// <exception cref="HostStartException">It cannot start; nothing of it is left.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = HostPlan.Make(options);
        var folder = HostFolder.Take(options.DataDirectory);
        var socket = new ListeningSocket(plan.Address, options.HttpPort);
        LocalFunctionsHost? host = null;
        try
        {
            socket.Bind();
            await LeftOverChild.ClearAsync(folder.WorkerMark, TimeSpan.Zero, cancellation);
            host = new LocalFunctionsHost(plan, folder, socket);
            await host.RunAsync(plan.Problems, cancellation);
            return host;
        }
        catch (Exception error)
        {
            if (host is null)
            {
                socket.Dispose();
                folder.Dispose();
            }
            else
            {
                await host.DisposeAsync();
            }

            throw error is WorkerStartException ? new HostStartException([error.Message], error) : error;
        }
    }

    /// <summary>
    /// Takes nothing more, lets invocations under way end, and ends the worker. What has not ended when three quarters of the limit are
    /// over is cancelled.
    /// </summary>
    /// <param name="limit">How long all of it may take.</param>
    public async Task StopAsync(TimeSpan limit)
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        using var patience = new CancellationTokenSource(limit * 0.75);
        await Task.WhenAll(
            Get<TriggerListeners>().StopAsync(patience.Token),
            Get<HttpServer>().StopAsync(patience.Token),
            Get<DurableHost>().DrainAsync(patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(Get<WorkerSupervisor>().StopAsync(limit * 0.25), Get<DurableHost>().StopAsync());
        await _core.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.FromSeconds(10));
        await _core.DisposeAsync();
        _socket.Dispose();
        _folder.Dispose();
    }

    private T Get<T>()
        where T : notnull => _core.Services.GetRequiredService<T>();

    private async Task RunAsync(StartProblems problems, CancellationToken cancellation)
    {
        Get<DurableHost>().Prepare();
        await WorkerServer.StartAsync(_core, cancellation);
        var functions = await Get<WorkerSupervisor>().StartAsync(Get<FunctionSelection>(), cancellation);
        var answered = HttpFunctions.Find(functions, Get<HostJson.HostSettings>(), problems);
        var listeners = Get<TriggerListeners>();
        TriggerTypes.Check(functions, [HttpFunctions.BindingType, .. DurableFunction.BindingTypes, .. listeners.BindingTypes], problems);
        listeners.Make(functions, problems);
        Get<FunctionPlans>().Make(functions, listeners.Retries, problems);
        foreach (var warning in problems.Warnings)
        {
            LogWarning(warning);
        }

        problems.ThrowIfAny();
        Get<HostState>().Functions = functions.ToDictionary(function => function.Name, function => function.Trigger.Type);
        await Get<DurableHost>().StartAsync(functions, cancellation);
        await Get<HttpServer>().StartAsync(answered, cancellation);
        await listeners.StartAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
