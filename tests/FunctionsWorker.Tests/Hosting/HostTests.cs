using System.Net;
using System.Net.Sockets;
using Integration.Local.FunctionsWorker.Tests.Middleware;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsWorker.Tests.Hosting;

public sealed class HostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_port_0_the_host_tells_where_it_listens()
    {
        await using var host = await TestHost.StartAsync(typeof(GuardedFunctions));
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var address = new Uri(addresses.ShouldHaveSingleItem());
        address.Host.ShouldBe("127.0.0.1");
        address.Port.ShouldBeGreaterThan(0);
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri(address, "/api/open"), Token)).ShouldBe("GET");
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_before_anything_else_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var started = false;
        var host = TestHost.Build(
            builder => builder.Services.AddHostedService(_ => new Hook(() => started = true)),
            [$"--Local:HttpPort={port}"],
            new RecordedLogs(),
            typeof(GuardedFunctions));
        await using var disposal = (IAsyncDisposable)host;
        (await Should.ThrowAsync<HostStartException>(() => host.StartAsync(Token))).Problems.ShouldHaveSingleItem().ShouldBe(
            $"Port {port} on 127.0.0.1 cannot be used: another program listens on it. "
            + "Choose another with --Local:HttpPort (0 is any free one).");
        started.ShouldBeFalse();
    }

    [Fact]
    public async Task What_host_json_says_in_vain_is_told_at_the_start()
    {
        await using var host = await TestHost.StartAsync(typeof(GuardedFunctions));
        host.Logs.At(LogLevel.Warning).ShouldHaveSingleItem()
            .ShouldContain("extensions.http.maxOutstandingRequests has no effect in the local host.");
    }

    private sealed class Hook(Action start) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            start();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
