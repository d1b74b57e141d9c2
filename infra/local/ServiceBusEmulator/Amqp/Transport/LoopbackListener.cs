using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Amqp;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Accepts TCP connections on loopback, IPv4 and IPv6, one port for both, and gives AMQPNetLite each that is through SASL.
/// </summary>
internal sealed partial class LoopbackListener : TransportProvider
{
    public const string Scheme = "loopback";
    private const int Backlog = 512;
    private const int PortAttempts = 20;

    private readonly IReadOnlyList<Socket> _sockets;
    private readonly ILogger<LoopbackListener> _logger;
    private readonly Channel<IAsyncTransport> _ready = Channel.CreateUnbounded<IAsyncTransport>();
    private readonly ConcurrentDictionary<SocketTransport, byte> _open = [];
    private readonly CancellationTokenSource _stopping = new();

    private LoopbackListener(IReadOnlyList<Socket> sockets, ILogger<LoopbackListener> logger)
    {
        AddressSchemes = [Scheme];
        _sockets = sockets;
        _logger = logger;
        Port = ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
    }

    public int Port { get; }

    /// <summary>The connections that are open.</summary>
    public IEnumerable<SocketTransport> Open => _open.Keys;

    /// <exception cref="BrokerStartException">The port is taken.</exception>
    public static LoopbackListener Bind(IPAddress address, int port, ILogger<LoopbackListener> logger)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new List<Socket>();
            try
            {
                sockets.Add(Bind(address, port));
                if (address.Equals(IPAddress.Loopback) && Socket.OSSupportsIPv6)
                {
                    AddSecond(sockets);
                }

                return new LoopbackListener(sockets, logger);
            }
            catch (SocketException exception)
            {
                sockets.ForEach(socket => socket.Dispose());
                // The port found free for IPv4 may be taken for IPv6.
                if (port == 0 && attempt < PortAttempts && exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    continue;
                }

                throw new BrokerStartException(
                    exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                        ? $"port {port} on {address} is taken; stop what listens there, or choose another port (0: any free one)"
                        : $"cannot listen on {address}, port {port}: {exception.Message}",
                    exception);
            }
        }
    }

    public void Start()
    {
        foreach (var socket in _sockets)
        {
            _ = AcceptAsync(socket);
        }
    }

    /// <summary>Accepts no more.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    public override async Task<IAsyncTransport> CreateAsync(Address address)
    {
        if (await _ready.Reader.WaitToReadAsync().ConfigureAwait(false) && _ready.Reader.TryRead(out var transport))
        {
            return transport;
        }

        // AMQPNetLite asks for the next one for ever; an exception here would make it ask without pause.
        return await new TaskCompletionSource<IAsyncTransport>().Task.ConfigureAwait(false);
    }

    public override void Dispose()
    {
        Stop();
        _ready.Writer.TryComplete();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static void AddSecond(List<Socket> sockets)
    {
        try
        {
            sockets.Add(Bind(IPAddress.IPv6Loopback, ((IPEndPoint)sockets[0].LocalEndPoint!).Port));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // IPv6 is built in but switched off here: IPv4 alone will do.
            return;
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                socket.NoDelay = true;
                _ = NegotiateAsync(new SocketTransport(socket));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                LogAcceptFailed(exception);
            }
        }
    }

    private async Task NegotiateAsync(SocketTransport transport)
    {
        _open.TryAdd(transport, 0);
        var accepted = false;
        try
        {
            var refusal = await SaslNegotiation.RunAsync(transport).ConfigureAwait(false);
            accepted = refusal is null && _ready.Writer.TryWrite(transport);
            if (refusal is not null)
            {
                LogRefused(refusal);
            }
        }
        catch (Exception exception)
        {
            LogHandshakeFailed(exception);
        }

        if (!accepted)
        {
            transport.Close();
        }

        await transport.Closed.ConfigureAwait(false);
        _open.TryRemove(transport, out _);
    }

    [LoggerMessage(LogLevel.Warning, "A connection could not be accepted")]
    private partial void LogAcceptFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "A connection was refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Debug, "A connection ended during its handshake")]
    private partial void LogHandshakeFailed(Exception exception);
}
