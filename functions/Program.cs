using Microsoft.Extensions.Hosting;

await Integration.Functions.IntegrationApplication.Build(args).RunAsync();
