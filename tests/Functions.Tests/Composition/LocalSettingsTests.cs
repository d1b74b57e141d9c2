using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Composition;

/// <summary>The sample of local settings says what the application reads.</summary>
public sealed class LocalSettingsTests
{
    private static readonly string[] _connections = ["ServiceBusConnection", "CaseStoreConnection"];

    [Fact]
    public async Task It_has_every_setting_that_the_application_reads_and_no_other()
    {
        var sample = LocalSettings.Sample().Keys.Except(LocalSettings.OfTheRuntime).ToList();

        var read = (await ReadAsync(LocalSettings.Sample())).Union(await ReadAsync(WithoutConnections())).ToList();

        sample.Except(read).ShouldBeEmpty("The application does not read these.");
        read.Except(sample).Where(setting => !IsSectionOf(setting, sample)).ShouldBeEmpty("The sample lacks these.");
    }

    [Fact]
    public async Task With_its_placeholders_filled_the_application_starts()
    {
        await using var app = new App(LocalSettings.Filled(keySet: "keys.json"));

        Should.NotThrow(() => Reads(app).ToList().ForEach(read => read()));
    }

    private static bool IsSectionOf(string setting, IEnumerable<string> settings) =>
        settings.Any(other => other.StartsWith(setting + ConfigurationPath.KeyDelimiter, StringComparison.Ordinal));

    // An identity's address is read where there is no connection string.
    private static Dictionary<string, string?> WithoutConnections() =>
        LocalSettings.Sample().ToDictionary(setting => setting.Key, setting => _connections.Contains(setting.Key) ? "" : setting.Value);

    private static async Task<IEnumerable<string>> ReadAsync(Dictionary<string, string?> settings)
    {
        await using var app = new App(settings);
        foreach (var read in Reads(app))
        {
            try
            {
                read();
            }
            catch (Exception error) when (error is OptionsValidationException or InvalidOperationException)
            {
                // A placeholder is no value. What was read of it counts.
            }
        }

        return app.Read;
    }

    private static IEnumerable<Action> Reads(App app) =>
    [
        .. app.Options.Select(type => (Action)(() => Value(app.Services, type))),
        () => app.Services.GetRequiredService<ServiceBusClient>(),
        () => app.Services.GetRequiredService<TableServiceClient>(),
    ];

    private static object? Value(IServiceProvider services, Type options)
    {
        var type = typeof(IOptionsMonitor<>).MakeGenericType(options);
        return type.GetMethod(nameof(IOptionsMonitor<>.Get))!.Invoke(
            services.GetRequiredService(type), System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Options.DefaultName], null);
    }
}
