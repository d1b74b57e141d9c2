using System.Diagnostics;
using System.Text;
using Integration.Functions.Telemetry;
using Integration.Functions.Tests.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace Integration.Functions.Tests.Telemetry;

public sealed class TelemetryTests
{
    private const string Connection =
        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/;LiveEndpoint=http://127.0.0.1:9/";
    private const string Identity = "ClientId=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0;Authorization=AAD";

    [Fact]
    public async Task Without_a_setting_there_is_none()
    {
        await using var app = new App(Settings());

        app.Services.GetService<TracerProvider>().ShouldBeNull();
    }

    [Theory]
    [InlineData(TelemetryOptions.ConnectionStringSetting, Connection, "AzureMonitorTraceExporter")]
    [InlineData(TelemetryOptions.CollectorSetting, "http://127.0.0.1:9", "OtlpTraceExporter")]
    public async Task Each_setting_has_its_exporter_and_no_other(string name, string value, string exporter)
    {
        await using var app = new App(Settings((name, value)));

        (await ExportersOfAsync(app)).ShouldBe([exporter]);
    }

    [Fact]
    public async Task With_both_settings_there_are_both_also_with_an_identity()
    {
        await using var app = new App(Settings(
            (TelemetryOptions.ConnectionStringSetting, Connection),
            (TelemetryOptions.AuthenticationStringSetting, Identity),
            (TelemetryOptions.CollectorSetting, "http://127.0.0.1:9")));

        (await ExportersOfAsync(app)).ShouldBe(["AzureMonitorTraceExporter", "OtlpTraceExporter"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Microsoft.Azure.Functions.Worker")]
    [InlineData("Azure.Data.Tables")]
    [InlineData("Microsoft.DurableTask")]
    public async Task A_span_arrives_at_the_collector(string source)
    {
        await using var collector = await Collector.StartAsync();
        await using var app = new App(Settings(
            (TelemetryOptions.CollectorSetting, collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")));
        var tracing = app.Services.GetRequiredService<TracerProvider>();
        using var activities = new ActivitySource(source);

        activities.StartActivity("a-span-of-this-test").ShouldNotBeNull().Dispose();

        tracing.ForceFlush(10_000).ShouldBeTrue();
        collector.Received.ShouldHaveSingleItem().ShouldContain("a-span-of-this-test");
    }

    [Theory]
    [InlineData(
        TelemetryOptions.ConnectionStringSetting, "Endpoint=somewhere",
        "APPLICATIONINSIGHTS_CONNECTION_STRING must be a connection string of Application Insights: it has no InstrumentationKey.")]
    [InlineData(
        TelemetryOptions.AuthenticationStringSetting, "ClientId=me",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING must be Authorization=AAD, or ClientId=<client id of the identity>;Authorization=AAD.")]
    [InlineData(
        TelemetryOptions.CollectorSetting, "localhost:4317",
        "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, as http://localhost:4317.")]
    public async Task What_is_wrong_is_one_line(string name, string value, string line)
    {
        await using var app = new App(Settings((name, value)));

        Should.Throw<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate).Failures.ShouldBe([line]);
    }

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] changed)
    {
        var settings = LocalSettings.Filled(keySet: "keys.json");
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        return settings;
    }

    // The SDK shows its exporters to nobody: they are found by walking its processors, once its part of the host has started.
    private static async Task<List<string>> ExportersOfAsync(App app)
    {
        foreach (var hosted in app.Services.GetServices<IHostedService>().Where(hosted => IsOfTelemetry(hosted.GetType().Namespace!)))
        {
            await hosted.StartAsync(TestContext.Current.CancellationToken);
        }

        var found = new List<string>();
        Walk(app.Services.GetRequiredService<TracerProvider>(), 12);
        return [.. found.Distinct()];

        void Walk(object? part, int depth)
        {
            if (part is null || depth == 0 || part.GetType().Namespace is not { } space || !IsOfTelemetry(space))
            {
                return;
            }

            if (part.GetType().Name.EndsWith("TraceExporter", StringComparison.Ordinal))
            {
                found.Add(part.GetType().Name);
                return;
            }

            foreach (var field in FieldsOf(part.GetType()))
            {
                Walk(field.GetValue(part), depth - 1);
            }
        }
    }

    private static bool IsOfTelemetry(string space) => space.Contains("OpenTelemetry", StringComparison.Ordinal);

    private static IEnumerable<System.Reflection.FieldInfo> FieldsOf(Type? type) => type is null ? [] :
    [
        .. type.GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.DeclaredOnly),
        .. FieldsOf(type.BaseType),
    ];

    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        public string Address => app.Urls.Single();

        public List<string> Received { get; } = [];

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var collector = new Collector(app);
            app.MapPost("/v1/traces", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.Received.Add(Encoding.UTF8.GetString(body.ToArray()));
                return Results.Ok();
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
