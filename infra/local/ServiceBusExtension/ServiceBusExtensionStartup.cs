using Grpc.Net.Client;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: WorkerExtensionStartup(typeof(ServiceBusExtensionStartup))]

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Gives the converters their way to the host. The worker calls it as it starts.</summary>
public sealed class ServiceBusExtensionStartup : WorkerExtensionStartup
{
    private const string HostEndpoint = "Functions:Worker:HostEndpoint";

    /// <inheritdoc/>
    public override void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder)
    {
        ArgumentNullException.ThrowIfNull(applicationBuilder);
        applicationBuilder.Services
            .AddSingleton<HostChannel>()
            .AddSingleton(provider => new Settlement.SettlementClient(provider.GetRequiredService<HostChannel>().Channel));
    }

    private sealed class HostChannel(IConfiguration configuration) : IDisposable
    {
        public GrpcChannel Channel { get; } = GrpcChannel.ForAddress(
            configuration[HostEndpoint] ?? throw new InvalidOperationException($"The host has not told its address: {HostEndpoint}."),
            new GrpcChannelOptions { MaxSendMessageSize = null, MaxReceiveMessageSize = null });

        public void Dispose() => Channel.Dispose();
    }
}
