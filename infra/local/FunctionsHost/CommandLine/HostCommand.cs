using System.Runtime.InteropServices;

namespace Integration.Local.FunctionsHost.CommandLine;

/// <summary>The program: hosts one app until it is asked to stop.</summary>
internal static class HostCommand
{
    private const int Failed = 1;

    private static readonly TimeSpan _stopLimit = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        using var stop = new StopSignal();
        try
        {
            await using var host = await LocalFunctionsHost.StartAsync(HostArguments.Read(arguments), stop.Token);
            await WelcomeAsync(host, output);
            var first = await Task.WhenAny(host.Broken, stop.Requested);
            await host.StopAsync(_stopLimit);
            if (first != host.Broken)
            {
                return 0;
            }

            await errors.WriteLineAsync(await host.Broken);
            return Failed;
        }
        catch (HostStartException error)
        {
            await errors.WriteLineAsync(error.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task WelcomeAsync(LocalFunctionsHost host, TextWriter output)
    {
        foreach (var (name, trigger) in host.Functions.OrderBy(function => function.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"  {name} ({trigger})");
        }

        await output.WriteLineAsync($"Ready at {host.Address}. Stop with Ctrl+C.");
    }

    /// <summary>Ctrl+C, or the system's wish that the program ends.</summary>
    private sealed class StopSignal : IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly PosixSignalRegistration[] _registrations;

        public StopSignal()
        {
            PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT];
            _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
        }

        public CancellationToken Token => _source.Token;

        public Task Requested => _requested.Task;

        public void Dispose()
        {
            Array.ForEach(_registrations, registration => registration.Dispose());
            _source.Dispose();
        }

        private void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            _source.Cancel();
            _requested.TrySetResult();
        }
    }
}
