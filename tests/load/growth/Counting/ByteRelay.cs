using System.Net;
using System.Net.Sockets;

namespace Integration.Load.Growth.Counting;

/// <summary>Stands between application and broker, passes every byte on, and counts them.</summary>
internal sealed class ByteRelay : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly int _target;
    private long _sent;
    private long _received;

    /// <param name="target">The broker's port on loopback; it need not listen yet.</param>
    public ByteRelay(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes from the application to the broker, and back.</summary>
    public (long Sent, long Received) Bytes => (Interlocked.Read(ref _sent), Interlocked.Read(ref _received));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    private async Task RelayAsync(TcpClient application)
    {
        using (application)
        using (var broker = new TcpClient { NoDelay = true })
        {
            try
            {
                application.NoDelay = true;
                await broker.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
                await Task.WhenAny(
                    CopyAsync(application.GetStream(), broker.GetStream(), count => Interlocked.Add(ref _sent, count)),
                    CopyAsync(broker.GetStream(), application.GetStream(), count => Interlocked.Add(ref _received, count)));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // Either end has gone; the other one notices as its connection closes.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int> count)
    {
        var buffer = new byte[BufferSize];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            count(read);
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
