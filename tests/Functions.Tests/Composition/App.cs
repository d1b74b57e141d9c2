using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Functions.Tests.Composition;

/// <summary>The application's services under some settings, and which settings it reads.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly ServiceCollection _services = [];
    private readonly RecordingProvider _settings;
    private readonly ServiceProvider _provider;

    public App(IReadOnlyDictionary<string, string?> settings)
    {
        _settings = new RecordingProvider(settings);
        var configuration = new ConfigurationRoot([_settings]);
        _services.AddLogging().AddSingleton<IConfiguration>(configuration).AddIntegration(configuration);
        _provider = _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public IServiceProvider Services => _provider;

    /// <summary>The names of the settings that were asked for, there or not.</summary>
    public IReadOnlySet<string> Read => _settings.Asked;

    /// <summary>The types of options that are bound to settings.</summary>
    public IEnumerable<Type> Options => _services.Select(service => service.ServiceType)
        .Where(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>))
        .Select(type => type.GenericTypeArguments[0])
        .Where(type => type.Namespace!.StartsWith("Integration.", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private sealed class RecordingProvider : ConfigurationProvider
    {
        public RecordingProvider(IReadOnlyDictionary<string, string?> settings) =>
            Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Asked { get; } = [];

        public override bool TryGet(string key, out string? value)
        {
            Asked.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
