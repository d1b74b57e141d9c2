using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Hosting;

/// <summary>
/// The running application of functions. The HTTP port is bound before anything starts; what starts when, the services say.
/// </summary>
internal sealed partial class FunctionsHost(WebApplication application, IReadOnlyList<string> warnings) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => application.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var logger = Services.GetRequiredService<ILogger<FunctionsHost>>();
        foreach (var warning in warnings)
        {
            LogWarning(logger, warning);
        }

        Services.GetRequiredService<ListeningSocket>().Bind();
        await application.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => application.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)application).Dispose();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}
