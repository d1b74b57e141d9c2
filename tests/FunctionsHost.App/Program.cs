using System.Diagnostics;
using Integration.Local.FunctionsHost.App.Starting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

await Mischief.DoAsync(args);

// As an exporter of telemetry does: without one, a worker takes no part in traces.
using var telemetry = new ActivityListener
{
    ShouldListenTo = _ => true,
    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
};
ActivitySource.AddActivityListener(telemetry);

var builder = FunctionsApplication.CreateBuilder(args);
if (builder.Configuration["Answers"] != "plain")
{
    builder.ConfigureFunctionsWebApplication();

    // How much a request may have is the host's to say.
    builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
}

await builder.Build().RunAsync();
