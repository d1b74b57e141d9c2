using System.Buffers.Binary;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Integration.ServiceBusExtension.Tests;

/// <summary>A host's end of the settlement contract, on loopback: it keeps what it is asked, byte by byte as gRPC frames it.</summary>
internal sealed class SettlementServer : IAsyncDisposable
{
    private const int FrameHeader = 5;
    private readonly WebApplication _web;

    private SettlementServer(WebApplication web) => _web = web;

    /// <summary>What was asked, in order: the call's path, and its message.</summary>
    public ConcurrentQueue<(string Call, byte[] Message)> Asked { get; } = [];

    /// <summary>What is answered to a call, by its path; an empty message where nothing is set.</summary>
    public Dictionary<string, IMessage> Answers { get; } = [];

    /// <summary>The gRPC status of every answer. Default 0, a success.</summary>
    public int Status { get; set; }

    public string Address => _web.Urls.Single();

    public static async Task<SettlementServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var server = new SettlementServer(builder.Build());
        server._web.MapPost("/{service}/{method}", server.AnswerAsync);
        await server._web.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The only call that was asked, and its message.</summary>
    public (string Call, T Message) Single<T>()
        where T : IMessage<T>, new()
    {
        var (call, message) = Asked.ShouldHaveSingleItem();
        return (call, new MessageParser<T>(() => new T()).ParseFrom(message));
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var call = http.Request.Path.Value!;
        Asked.Enqueue((call, body.ToArray()[FrameHeader..]));
        http.Response.ContentType = "application/grpc";
        http.Response.DeclareTrailer("grpc-status");
        var answer = Answers.GetValueOrDefault(call, new Empty()).ToByteArray();
        var frame = new byte[FrameHeader + answer.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.Length);
        answer.CopyTo(frame, FrameHeader);
        await http.Response.Body.WriteAsync(frame, http.RequestAborted);
        http.Response.AppendTrailer("grpc-status", Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
