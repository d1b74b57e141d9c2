namespace Microsoft.DurableTask.Client;

/// <summary>Gives the client of a name.</summary>
public interface IDurableTaskClientProvider
{
    DurableTaskClient GetClient(string? name = null);
}
