using Integration.Local.FunctionsWorker.Hosting;
using Integration.Local.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Puts an application of functions together: services, settings, logs, middleware.</summary>
public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder, IHostApplicationBuilder
{
    private readonly MiddlewarePipeline _middleware = new();
    private readonly WebApplicationBuilder _web;
    private bool _answersHttp;

    internal FunctionsApplicationBuilder(string[] args) => _web = WebApplication.CreateSlimBuilder(new WebApplicationOptions
    {
        // Watching the content root for changed settings would cost a watch on each folder below it.
        Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
        ContentRootPath = AppContext.BaseDirectory,
    });

    /// <summary>The types to find functions in, where it is not the whole assembly.</summary>
    internal IReadOnlyList<Type>? FunctionTypes { get; set; }

    public IServiceCollection Services => _web.Services;

    public ConfigurationManager Configuration => _web.Configuration;

    public IHostEnvironment Environment => _web.Environment;

    public ILoggingBuilder Logging => _web.Logging;

    public IMetricsBuilder Metrics => _web.Metrics;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        _middleware.Add(middleware);
        return this;
    }

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Finds the functions and puts the host together.</summary>
    /// <exception cref="Integration.Local.FunctionsWorker.HostStartException">
    /// Settings or functions are wrong; it names all that is.
    /// </exception>
    public IHost Build() => new HostComposition(_web, _middleware).Build(FunctionTypes, _answersHttp);

    internal void AnswerHttp()
    {
        _answersHttp = true;
        Services.AddRouting();
        Services.AddMvcCore();
    }

}
