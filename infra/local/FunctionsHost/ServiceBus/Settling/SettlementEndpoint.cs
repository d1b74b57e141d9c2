using Integration.Local.FunctionsHost.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Integration.Local.FunctionsHost.ServiceBus.Settling;

/// <summary>Where workers find the <see cref="SettlementService"/>.</summary>
internal sealed class SettlementEndpoint : IWorkerEndpoint
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGrpcService<SettlementService>();
}
