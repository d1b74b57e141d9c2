using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Integration.Local.FunctionsHost.Tests.Triggers;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Tests.ServiceBus;

/// <summary>An app on the official worker, hosted, with a broker: shared by the tests of a class.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("functions-host-triggers-");
    private readonly Dictionary<string, Queue<string>> _seen = [];
    private ServiceBusReceiver? _receiver;
    private LocalFunctionsHost? _host;

    internal TestBus Bus { get; private set; } = null!;

    internal HeardLogs Logs { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Bus = await TestBus.StartAsync();
        _receiver = Bus.Client.CreateReceiver(
            "seen", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        _host = await LocalFunctionsHost.StartAsync(
            new FunctionsHostOptions
            {
                App = AppContext.BaseDirectory.Replace("FunctionsHost.Tests", "FunctionsHost.TriggersApp", StringComparison.Ordinal),
                HttpPort = 0,
                DataDirectory = _data.FullName,
                Settings = new Dictionary<string, string>
                {
                    ["AzureWebJobsServiceBus"] = Bus.ConnectionString,
                    ["TickSchedule"] = "0 0 0 1 1 *",
                },
                Logging = logging => logging.ClearProviders().AddProvider(Logs),
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>What a function said next that it saw.</summary>
    public async Task<string> SeenAsync(string function)
    {
        var since = Stopwatch.GetTimestamp();
        while (!_seen.GetValueOrDefault(function, []).TryPeek(out _))
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(60), $"{function} said nothing\n{Logs}");
            if (await _receiver!.ReceiveMessageAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken) is { } message)
            {
                var text = message.Body.ToString();
                var by = text.StartsWith('{') ? "TakeBytes" : text[..text.IndexOf(' ', StringComparison.Ordinal)];
                (_seen.TryGetValue(by, out var queue) ? queue : _seen[by] = []).Enqueue(text);
            }
        }

        return _seen[function].Dequeue();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await Bus.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
