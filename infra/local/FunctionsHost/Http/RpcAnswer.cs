using System.Globalization;
using Google.Protobuf;
using Integration.Local.FunctionsHost.Functions;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Integration.Local.FunctionsHost.Http;

/// <summary>Carries requests and answers through the worker's stream, for apps whose worker has no web server of its own.</summary>
internal static class RpcAnswer
{
    public static async Task<FunctionInput> ReadAsync(HttpContext http)
    {
        var request = http.Request;
        var rpc = new RpcHttp { Method = request.Method, Url = request.GetDisplayUrl() };
        foreach (var (name, values) in request.Headers)
        {
            rpc.NullableHeaders.Add(name.ToLowerInvariant(), new NullableString { Value = values.ToString() });
        }

        foreach (var (name, values) in request.Query)
        {
            rpc.NullableQuery.Add(name, new NullableString { Value = values.ToString() });
        }

        var metadata = RouteValues.Of(request);
        foreach (var (name, value) in metadata)
        {
            rpc.NullableParams.Add(name, new NullableString { Value = value.String });
        }

        var body = await ByteString.FromStreamAsync(request.Body, http.RequestAborted);
        if (!body.IsEmpty)
        {
            rpc.Body = new TypedData { Bytes = body };
        }

        return new FunctionInput(new TypedData { Http = rpc }) { Metadata = metadata };
    }

    public static async Task WriteAsync(InvocationResponse invocation, HttpContext http)
    {
        if (AnswerOf(invocation) is not { } answer)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var response = http.Response;
        response.StatusCode = int.TryParse(answer.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : StatusCodes.Status200OK;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        foreach (var cookie in answer.Cookies)
        {
            Append(response.Cookies, cookie);
        }

        var body = BodyOf(answer.Body);
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    private static RpcHttp? AnswerOf(InvocationResponse invocation)
    {
        if (invocation.ReturnValue is { DataCase: TypedData.DataOneofCase.Http } returned)
        {
            return returned.Http;
        }

        return invocation.OutputData.FirstOrDefault(output => output.Data?.DataCase == TypedData.DataOneofCase.Http)?.Data.Http
            ?? (invocation.ReturnValue is { DataCase: not TypedData.DataOneofCase.None } plain ? new RpcHttp { Body = plain } : null);
    }

    private static ReadOnlyMemory<byte> BodyOf(TypedData? body) => body?.DataCase switch
    {
        TypedData.DataOneofCase.Bytes => body.Bytes.Memory,
        TypedData.DataOneofCase.Stream => body.Stream.Memory,
        TypedData.DataOneofCase.String => ByteString.CopyFromUtf8(body.String).Memory,
        TypedData.DataOneofCase.Json => ByteString.CopyFromUtf8(body.Json).Memory,
        TypedData.DataOneofCase.Http => BodyOf(body.Http.Body),
        _ => ReadOnlyMemory<byte>.Empty,
    };

    private static void Append(IResponseCookies cookies, RpcHttpCookie cookie)
    {
        var options = new CookieOptions
        {
            Domain = cookie.Domain?.Value,
            Path = cookie.Path?.Value ?? "/",
            Expires = cookie.Expires?.Value?.ToDateTimeOffset(),
            Secure = cookie.Secure?.Value ?? false,
            HttpOnly = cookie.HttpOnly?.Value ?? false,
            MaxAge = cookie.MaxAge is { } age ? TimeSpan.FromSeconds(age.Value) : null,
            SameSite = cookie.SameSite switch
            {
                RpcHttpCookie.Types.SameSite.Lax => SameSiteMode.Lax,
                RpcHttpCookie.Types.SameSite.Strict => SameSiteMode.Strict,
                RpcHttpCookie.Types.SameSite.ExplicitNone => SameSiteMode.None,
                _ => SameSiteMode.Unspecified,
            },
        };
        cookies.Append(cookie.Name, cookie.Value, options);
    }
}
