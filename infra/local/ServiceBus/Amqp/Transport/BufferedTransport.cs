using Amqp;

namespace Integration.Local.ServiceBus.Amqp.Transport;

/// <summary>
/// Reads the connection in large pieces, and tells each time everything read so far has been dealt with: AMQPNetLite itself has no
/// word of a flow that came in, and the end of a drain is one.
/// </summary>
internal sealed class BufferedTransport(IAsyncTransport transport, Action caughtUp) : IAsyncTransport
{
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;

    public void SetConnection(Connection connection) => transport.SetConnection(connection);

    public Task SendAsync(IList<ByteBuffer> bufferList, int listSize) => transport.SendAsync(bufferList, listSize);

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        if (_start == _end)
        {
            caughtUp();
            (_start, _end) = (0, await transport.ReceiveAsync(_buffer, 0, BufferSize).ConfigureAwait(false));
        }

        var taken = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }

    public void Send(ByteBuffer buffer) => transport.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    public void Close() => transport.Close();
}
