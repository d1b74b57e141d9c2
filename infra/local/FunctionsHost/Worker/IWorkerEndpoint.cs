using Microsoft.AspNetCore.Routing;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>A gRPC service that the worker calls on its host beside the stream, for example to settle messages.</summary>
internal interface IWorkerEndpoint
{
    void Map(IEndpointRouteBuilder routes);
}
