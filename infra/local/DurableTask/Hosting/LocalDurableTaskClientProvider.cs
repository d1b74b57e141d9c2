using Microsoft.DurableTask.Client;

namespace Integration.Local.DurableTask.Hosting;

/// <summary>There is one engine, so all names mean its client.</summary>
internal sealed class LocalDurableTaskClientProvider(DurableTaskClient client) : IDurableTaskClientProvider
{
    public DurableTaskClient GetClient(string? name = null) => client;
}
