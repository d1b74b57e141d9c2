using Microsoft.Extensions.Hosting;

namespace Integration.Local.FunctionsWorker.Tests.ServiceBus;

/// <summary>Notes when the host's other services start and stop.</summary>
internal sealed class DiaryOfHost(Diary diary) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        diary.Write("host started");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        diary.Write("host stops");
        return Task.CompletedTask;
    }
}
