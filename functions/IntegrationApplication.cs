using Integration.Functions.Security;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Integration.Functions;

/// <summary>Puts the application together; a development host runs it in its own process.</summary>
public static class IntegrationApplication
{
    /// <param name="args">Settings as <c>--Key=Value</c>.</param>
    public static IHost Build(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<AccessMiddleware>();
        builder.Services.AddIntegration(builder.Configuration);
        return builder.Build();
    }
}
