using System.Reflection;
using Integration.Local.FunctionsHost.Apps;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.WebJobs;

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>
/// Gives functions their durable clients: a text of the extension's own making, which tells a worker's client where the extension
/// listens. It
/// is the same for all invocations, so it is asked for once.
/// </summary>
internal sealed class DurableClients : IInputBindingKind
{
    private readonly Dictionary<(string? TaskHub, string? Connection), Client> _clients = [];

    public string BindingType => "durableClient";

    public bool IsUsed => _clients.Count > 0;

    public IFunctionInputSource Open(HostedFunction function, FunctionBinding binding)
    {
        var key = (binding.Text("taskHub"), binding.Text("connectionName"));
        if (!_clients.TryGetValue(key, out var client))
        {
            _clients[key] = client = new Client();
        }

        return client;
    }

    public void AddTo(GeneratedFunctions generated)
    {
        foreach (var ((taskHub, connection), client) in _clients)
        {
            client.Number = generated.AddClient(taskHub, connection, text => client.Value = new TypedData { String = text });
        }
    }

    /// <summary>Has the extension bind the clients; to be done once it has started.</summary>
    public async Task FetchAsync(Func<int, MethodInfo> methods, JobHost host, CancellationToken cancellation)
    {
        foreach (var client in _clients.Values)
        {
            await host.CallAsync(methods(client.Number), cancellationToken: cancellation);
        }
    }

    private sealed class Client : IFunctionInputSource
    {
        public int Number { get; set; }

        public TypedData? Value { get; set; }

        public ValueTask<TypedData> ReadAsync(CancellationToken cancellation) =>
            new(Value ?? throw new InvalidOperationException("Durable Functions have not started."));
    }
}
