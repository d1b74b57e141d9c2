using Integration.Local.FunctionsHost.Apps;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>A function that answers requests, and where.</summary>
internal sealed record HttpFunction(HostedFunction Function, HttpRoute Route);
