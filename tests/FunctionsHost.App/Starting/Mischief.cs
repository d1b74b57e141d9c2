using Grpc.Core;
using Grpc.Net.Client;

namespace Integration.Local.FunctionsHost.App.Starting;

/// <summary>What a worker can do wrong before it serves; the setting <c>Mischief</c> says which.</summary>
internal static class Mischief
{
    private static readonly Marshaller<byte[]> _raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <summary>Returns at once where there is no mischief to do, and otherwise after it, or never.</summary>
    public static Task DoAsync(string[] arguments)
    {
        switch (Environment.GetEnvironmentVariable("Mischief"))
        {
            case "exit":
                Console.Error.WriteLine("The setting 'Greeting' is missing.");
                Environment.Exit(3);
                break;
            case "exit-silently":
                Environment.Exit(0);
                break;
            case "throw":
                throw new InvalidOperationException("The greeting book is closed.");
            case "hang":
                return Task.Delay(Timeout.InfiniteTimeSpan);
            case "slow":
                return Task.Delay(TimeSpan.FromSeconds(3));
            case "garbage":
                return SendGarbageAsync(arguments[Array.IndexOf(arguments, "--functions-uri") + 1]);
            case "garbage-at-the-second-start" when NumberOfStart() == 2:
                return SendGarbageAsync(arguments[Array.IndexOf(arguments, "--functions-uri") + 1]);
            case "exit-from-the-second-start-on" when NumberOfStart() > 1:
                Console.Error.WriteLine("The book of greetings is closed.");
                Environment.Exit(4);
                break;
        }

        return Task.CompletedTask;
    }

    // Starts are counted by files in a folder of the test's own.
    private static int NumberOfStart()
    {
        var folder = Environment.GetEnvironmentVariable("MischiefFolder")!;
        var number = Directory.GetFiles(folder, "start-*").Length + 1;
        File.WriteAllText(Path.Combine(folder, $"start-{number}"), string.Empty);
        return number;
    }

    private static async Task SendGarbageAsync(string host)
    {
        var stream = new Method<byte[], byte[]>(
            MethodType.DuplexStreaming, "AzureFunctionsRpcMessages.FunctionRpc", "EventStream", _raw, _raw);
        using var channel = GrpcChannel.ForAddress(host);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(stream, null, default);
        await call.RequestStream.WriteAsync([0xff, 0xff, 0xff, 0xff]);
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }
}
