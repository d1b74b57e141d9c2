using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>The gRPC server that workers connect to, on a port of the loopback interface that nobody else knows.</summary>
internal static class WorkerServer
{
    public static void Add(WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrel(kestrel =>
        {
            // Messages of any size pass; what is too large for the machine harms its worker only.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 * 1024 * 1024;
            kestrel.Limits.Http2.InitialStreamWindowSize = 4 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.AddSingleton<WorkerServerAddress>();
        builder.Services.AddSingleton<ExpectedWorkers>();
        builder.Services.AddSingleton<WorkerStreamService>();
    }

    public static async Task StartAsync(WebApplication application, CancellationToken cancellation)
    {
        application.UseRouting();
        application.MapGrpcService<WorkerStreamService>();
        foreach (var endpoint in application.Services.GetServices<IWorkerEndpoint>())
        {
            endpoint.Map(application);
        }

        application.UseEndpoints(_ => { });
        await application.StartAsync(cancellation);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        application.Services.GetRequiredService<WorkerServerAddress>().Address = new Uri(addresses.Addresses.Single());
    }
}
