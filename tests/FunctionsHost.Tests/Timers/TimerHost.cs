using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Integration.Local.FunctionsHost.Timers;
using Integration.Local.FunctionsHost.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.Timers;

/// <summary>The part of a host that runs one function on a schedule, over a folder that outlives it.</summary>
internal sealed class TimerHost : IAsyncDisposable
{
    private const string Function = "Tick";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("functions-host-timers-");
    private readonly string _binding;
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private ServiceProvider? _services;
    private ITriggerListener? _listener;

    private TimerHost(string binding, TimeProvider time, IReadOnlyDictionary<string, string?> settings) =>
        (_binding, _time, _settings) = (binding, time, settings);

    public ScriptedInvoker Invoker { get; } = new();

    public HeardLogs Logs { get; } = new();

    public string StateFile => Path.Combine(_data.FullName, "timers", $"{Function}.json");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TimerHost> StartAsync(TimeProvider time, string binding, params (string Name, string Value)[] settings)
    {
        var host = new TimerHost(binding, time, settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => _listener!.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);

    /// <summary>Stops and cuts short what runs, and starts another host over the same folder.</summary>
    public async Task RestartAsync(Action? whileDown = null)
    {
        await CloseAsync();
        whileDown?.Invoke();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(Logs.ToString());
        _data.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug))
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(new SettingExpressions(configuration))
            .AddSingleton(_ => HostFolder.Take(_data.FullName))
            .AddSingleton(_time)
            .AddSingleton<IFunctionInvoker>(Invoker)
            .AddTimerTriggers()
            .BuildServiceProvider();
        _listener = _services.GetRequiredService<ITriggerKind>().Listen(TestFunctions.Triggered(Function, "timerTrigger", _binding));
        await _listener.StartAsync(Token);
    }

    private async Task CloseAsync()
    {
        if (_listener is not null)
        {
            await _listener.StopAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
            await _listener.DisposeAsync();
            _listener = null;
        }

        if (_services is not null)
        {
            await _services.DisposeAsync();
            _services = null;
        }
    }
}
