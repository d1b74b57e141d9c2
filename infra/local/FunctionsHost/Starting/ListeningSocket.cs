using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Integration.Local.FunctionsHost.Starting;

/// <summary>The socket of the HTTP port: bound before anything else starts, so that a taken port stops nothing half-way.</summary>
internal sealed class ListeningSocket(IPAddress address, int port) : IDisposable
{
    private Socket? _bound;

    /// <summary>The port, once it is bound: the one that was asked for, or the free one that was found.</summary>
    public int Port { get; private set; } = port;

    /// <exception cref="HostStartException">The port is taken, or may not be used.</exception>
    public void Bind()
    {
        try
        {
            _bound = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(address, Port));
            Port = ((IPEndPoint)_bound.LocalEndPoint!).Port;
        }
        catch (SocketException error)
        {
            throw new HostStartException(
                [$"Port {Port} on {address} cannot be used: {Reason(error)} Choose another with --HttpPort (0 is any free one)."],
                error);
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => new(address, Port);

    /// <summary>Hands the socket over to who listens on it.</summary>
    public Socket Take(EndPoint endPoint)
    {
        var socket = _bound ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        _bound = null;
        return socket;
    }

    public void Dispose() => _bound?.Dispose();

    private static string Reason(SocketException error) => error.SocketErrorCode == SocketError.AddressAlreadyInUse
        ? "another program listens on it."
        : $"{error.Message}.";
}
