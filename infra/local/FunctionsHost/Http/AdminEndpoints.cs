using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>The health of the host and its worker.</summary>
internal sealed class AdminEndpoints(HostState host, WorkerSupervisor workers) : IHttpEndpoints
{
    public void Map(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        routes.MapGet("/admin/host/status", () => Results.Json(Status(), statusCode: StatusCodes.Status200OK));
    }

    private object Status()
    {
        var worker = workers.Current;
        return new
        {
            id = host.Id,
            state = workers.State switch
            {
                WorkerState.Broken => "Error",
                WorkerState.Stopped => "Stopping",
                _ => "Running",
            },
            version = host.Version,
            app = host.AppName,
            processUptime = (long)host.Uptime.TotalMilliseconds,
            worker = new
            {
                state = workers.State.ToString(),
                processId = worker?.ProcessId,
                version = worker?.Version,
                restarts = workers.Restarts,
                invocations = worker?.Channel.InFlight ?? 0,
            },
            functions = host.Functions,
        };
    }
}
