using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A worker in which the extension was started, as the official worker starts extensions.</summary>
internal sealed class Worker : IFunctionsWorkerApplicationBuilder, IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    /// <param name="hostEndpoint">The host's address, as the host tells it; null when it does not.</param>
    public Worker(string? hostEndpoint)
    {
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Functions:Worker:HostEndpoint"] = hostEndpoint }).Build());
        new ServiceBusExtensionStartup().Configure(this);
        _provider = Services.BuildServiceProvider();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) =>
        throw new NotSupportedException();

    /// <summary>The value of a parameter, by the converter that its type names.</summary>
    public async Task<ConversionResult> BindAsync<T>(IReadOnlyDictionary<string, object?>? metadata = null)
    {
        var converter = typeof(T).GetCustomAttributes(typeof(InputConverterAttribute), inherit: false)
            .Cast<InputConverterAttribute>().Single().ConverterType;
        return await ((IInputConverter)ActivatorUtilities.CreateInstance(_provider, converter))
            .ConvertAsync(new Conversion(typeof(T), metadata: metadata));
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
