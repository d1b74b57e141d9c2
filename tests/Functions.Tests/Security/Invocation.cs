using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Integration.Functions.Tests.Security;

/// <summary>An invocation of a function, as the worker's middleware sees it.</summary>
/// <param name="entryPoint">The function: full type name, dot, method.</param>
/// <param name="http">The request that started it; null where none did.</param>
/// <param name="services">The application's.</param>
internal sealed class Invocation(string entryPoint, HttpContext? http, IServiceProvider services) : FunctionContext
{
    // Where the worker's ASP.NET Core integration keeps the request, for its GetHttpContext.
    private const string HttpContextItem = "HttpRequestContext";

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(entryPoint);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } =
        http is null ? new Dictionary<object, object>() : new Dictionary<object, object> { [HttpContextItem] = http };

    public override string InvocationId => throw new NotSupportedException();

    public override string FunctionId => throw new NotSupportedException();

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IInvocationFeatures Features => throw new NotSupportedException();

    private sealed class Definition(string entryPoint) : FunctionDefinition
    {
        public override string EntryPoint => entryPoint;

        public override string Name => entryPoint;

        public override string Id => entryPoint;

        public override string PathToAssembly => typeof(Definition).Assembly.Location;

        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }
}
