using System.Net.Sockets;
using Amqp;

namespace Integration.Local.ServiceBusEmulator.Amqp.Transport;

/// <summary>A TCP connection, read in large pieces; AMQPNetLite by itself reads the socket twice for each frame.</summary>
internal sealed class SocketTransport(Socket socket) : IAsyncTransport
{
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<ArraySegment<byte>> _segments = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _start;
    private int _end;

    /// <summary>Ends when the connection is closed by this side.</summary>
    public Task Closed => _closed.Task;

    public void SetConnection(Connection connection)
    {
    }

    /// <summary>Waits until this many bytes have come in, and leaves them there to be read.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
                (_start, _end) = (0, _end - _start);
            }

            await FillAsync().ConfigureAwait(false);
        }

        return _buffer.AsMemory(_start, count);
    }

    public void Skip(int count) => _start += count;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await socket.SendAsync(bytes).ConfigureAwait(false);

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        _segments.Clear();
        foreach (var buffer in bufferList)
        {
            _segments.Add(new ArraySegment<byte>(buffer.Buffer, buffer.Offset, buffer.Length));
        }

        await socket.SendAsync(_segments, SocketFlags.None).ConfigureAwait(false);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            await FillAsync().ConfigureAwait(false);
        }

        var taken = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }

    public void Send(ByteBuffer buffer) => socket.Send(buffer.Buffer, buffer.Offset, buffer.Length, SocketFlags.None);

    public int Receive(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    public void Close()
    {
        socket.Dispose();
        _closed.TrySetResult();
    }

    private async Task FillAsync()
    {
        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        if (read == 0)
        {
            throw new SocketException((int)SocketError.ConnectionReset);
        }

        _end += read;
    }
}
