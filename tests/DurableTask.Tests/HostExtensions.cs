using Integration.Local.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integration.Local.DurableTask.Tests;

internal static class HostExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Ends when the engine has told its host to stop.</summary>
    public static async Task StoppingAsync(this DurableTaskTestHost host)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        await using (lifetime.ApplicationStopping.Register(() => stopping.TrySetResult()))
        {
            await stopping.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }
}
