using Integration.Local.FunctionsHost.HostJson;
using Integration.Local.FunctionsHost.Settings;
using Integration.Local.FunctionsHost.Starting;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

#pragma warning disable CS0612, CS0618 // What the extension asks for is marked as obsolete, and there is nothing else.

namespace Integration.Local.FunctionsHost.Durable;

/// <summary>Builds the host of the WebJobs SDK that Durable Functions runs in.</summary>
internal sealed class DurableHostBuilder(
    FunctionsHostOptions host, AppSettings settings, HostSettings hostJson, HostFolder folder, DurableWebhook webhook, ILoggerFactory loggers)
{
    /// <summary>Where the SDK looks for what host.json says of the extension.</summary>
    private const string Section = "AzureWebJobs:extensions:durableTask";

    /// <summary>Where settings stand that win over host.json, as officially.</summary>
    private const string Overrides = "AzureFunctionsJobHost:extensions:durableTask";

    /// <param name="functions">Names the type whose methods are the functions; asked when the host starts.</param>
    public IHost Build(ITypeLocator functions) => new HostBuilder()
        .ConfigureAppConfiguration(configuration => configuration
            .AddConfiguration(settings.Configuration)
            .AddInMemoryCollection(Options().Select(option => KeyValuePair.Create($"{Section}:{option.Key}", option.Value))))
        .ConfigureWebJobs(jobs => jobs.AddDurableTask())
        .ConfigureServices(services => services
            .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new DurableLogs(loggers, LeastLevel())))
            .Replace(ServiceDescriptor.Singleton(functions))
            .AddSingleton<IPlatformInformation, QuietPlatform>()
            .AddSingleton(webhook)
            .AddSingleton<IWebHookProvider>(webhook)
            .AddSingleton(folder)
            .AddSingleton(host.Time)
            .AddSingleton<IDurabilityProviderFactory, SqliteDurabilityProviderFactory>())
        .ConfigureServices(services => host.ConfigureDurable?.Invoke(services))
        .Build();

    private LogLevel? LeastLevel() => hostJson.LogLevels.TryGetValue(DurableLogs.Category, out var level)
        ? Enum.Parse<LogLevel>(level)
        : null;

    // The extension's own limit on a message to its clients makes large results fail, and its announcement of telemetry is of no use here.
    private Dictionary<string, string?> Options()
    {
        var options = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["storageProvider:type"] = SqliteDurabilityProviderFactory.ProviderName,
            ["maxGrpcMessageSizeInBytes"] = $"{int.MaxValue}",
            ["tracing:distributedTracingEnabled"] = "true",
            ["tracing:version"] = "None",
        };
        foreach (var (name, value) in hostJson.DurableTask)
        {
            options[name] = value;
        }

        foreach (var (name, value) in settings.Configuration.GetSection(Overrides).AsEnumerable(makePathsRelative: true))
        {
            if (name.Length > 0 && value is not null)
            {
                options[name] = value;
            }
        }

        return options;
    }
}
