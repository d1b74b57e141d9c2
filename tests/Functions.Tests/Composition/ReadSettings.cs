using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Composition;

/// <summary>Which settings the application reads, by having it read them.</summary>
internal static class ReadSettings
{
    /// <summary>The names in configuration of all that it asks for, sections left out.</summary>
    public static async Task<IReadOnlyList<string>> OfTheApplicationAsync()
    {
        var names = LocalSettings.Sample().Keys.Except(LocalSettings.OfTheRuntime).ToList();
        var read = await ReadAsync(LocalSettings.Sample());
        return [.. read.Where(setting => names.Contains(setting) || !IsSectionOf(setting, names))];
    }

    /// <summary>Everything that is read once the application starts.</summary>
    public static IEnumerable<Action> Of(App app) =>
    [
        () => app.Services.GetRequiredService<IStartupValidator>().Validate(),
        .. app.Options.Select(type => (Action)(() => Value(app.Services, type))),
        () => app.Services.GetRequiredService<ServiceBusClient>(),
        () => app.Services.GetRequiredService<TableServiceClient>(),
    ];

    private static async Task<IReadOnlySet<string>> ReadAsync(Dictionary<string, string?> settings)
    {
        await using var app = new App(settings);
        foreach (var read in Of(app))
        {
            try
            {
                read();
            }
            catch (Exception error) when (error is OptionsValidationException or AggregateException)
            {
                // A placeholder is no value. What was read of it counts.
            }
        }

        return app.Read;
    }

    private static bool IsSectionOf(string setting, IEnumerable<string> settings) =>
        settings.Any(other => other.StartsWith(setting + ConfigurationPath.KeyDelimiter, StringComparison.Ordinal));

    private static object? Value(IServiceProvider services, Type options)
    {
        var type = typeof(IOptionsMonitor<>).MakeGenericType(options);
        return type.GetMethod(nameof(IOptionsMonitor<>.Get))!.Invoke(
            services.GetRequiredService(type), System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Options.DefaultName], null);
    }
}
