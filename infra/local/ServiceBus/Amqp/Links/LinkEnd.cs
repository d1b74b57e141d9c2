using Amqp;
using Amqp.Framing;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>Ends links, and with each the session that it has to itself.</summary>
internal static class LinkEnd
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Tells of the end of a link, whoever ended it.</summary>
    public static void Watch(Link link, Action<Error?> closed) => link.AddClosedCallback((_, error) =>
    {
        closed(error);
        Try(() => link.Session.Close(TimeSpan.Zero));
    });

    /// <summary>Closes a link without waiting for the broker.</summary>
    public static void Drop(Link link) => Try(() => link.Close(TimeSpan.Zero));

    public static async Task CloseAsync(Link link, CancellationToken ct)
    {
        try
        {
            await link.CloseAsync(_patience).WaitAsync(ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfClosing(exception))
        {
            ClientEvents.Log.CloseFailed("link", exception.Message);
        }
    }

    private static void Try(Action close)
    {
        try
        {
            close();
        }
        catch (Exception exception) when (IsOfClosing(exception))
        {
            ClientEvents.Log.CloseFailed("link", exception.Message);
        }
    }

    private static bool IsOfClosing(Exception exception) =>
        exception is AmqpException or TimeoutException or ObjectDisposedException or InvalidOperationException;
}
