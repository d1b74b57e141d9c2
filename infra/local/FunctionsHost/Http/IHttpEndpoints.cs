using Microsoft.AspNetCore.Routing;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>What the host answers itself, beside the functions.</summary>
internal interface IHttpEndpoints
{
    void Map(IEndpointRouteBuilder routes);
}
