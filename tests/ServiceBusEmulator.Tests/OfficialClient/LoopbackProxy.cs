using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Integration.Local.ServiceBusEmulator.Tests.OfficialClient;

/// <summary>Stands between client and broker on a port that outlives both, so that a test can cut the line, or move the broker.</summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _lines = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _accepted;

    private readonly X509Certificate2? _certificate;

    /// <param name="target">The port to forward to.</param>
    /// <param name="certificate">With one, clients must speak TLS.</param>
    public LoopbackProxy(int target, X509Certificate2? certificate = null)
    {
        Target = target;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port to forward to; 0 refuses.</summary>
    public int Target { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Ends every connection without a word.</summary>
    public void Cut()
    {
        foreach (var line in _lines.Keys)
        {
            line.Close(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Stop();
        Cut();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_stopping.Token);
                Interlocked.Increment(ref _accepted);
                _ = ForwardAsync(near);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ForwardAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _lines[near] = true;
        _lines[far] = true;
        try
        {
            near.NoDelay = far.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, Target == 0 ? 1 : Target, _stopping.Token);
            await using var here = await OpenAsync(near);
            await using var there = new NetworkStream(far);
            await Task.WhenAny(here.CopyToAsync(there, _stopping.Token), there.CopyToAsync(here, _stopping.Token));
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // Lines are cut in these tests.
        }
        finally
        {
            _lines.TryRemove(near, out _);
            _lines.TryRemove(far, out _);
            near.Close(0);
        }
    }

    private async Task<Stream> OpenAsync(Socket near)
    {
        var plain = new NetworkStream(near);
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
        return secure;
    }
}
