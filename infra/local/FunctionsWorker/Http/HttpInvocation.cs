namespace Integration.Local.FunctionsWorker.Http;

/// <summary>Names that an HTTP invocation is known by.</summary>
internal static class HttpInvocation
{
    /// <summary>The key in the context's items that holds the <see cref="Microsoft.AspNetCore.Http.HttpContext"/>.</summary>
    public const string ContextItem = "HttpRequestContext";
}
