using Amqp;
using Amqp.Framing;

namespace Integration.Local.ServiceBus.Amqp.Links;

/// <summary>Waits for the broker's answer to an attach. A broker that refuses answers without a terminus, and then says why.</summary>
internal sealed class Attachment
{
    private readonly TaskCompletionSource<Attach> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void OnAttached(ILink link, Attach attach)
    {
        var terminus = ((Link)link).Role ? attach.Source : attach.Target;
        if (terminus is not null)
        {
            _answer.TrySetResult(attach);
        }
    }

    /// <summary>The answer. A link that is not wanted any more is taken back.</summary>
    public async Task<Attach> WaitAsync(Link link, CancellationToken ct)
    {
        link.AddClosedCallback((_, error) => _answer.TrySetException(AmqpConditions.Lost(error, "the link")));
        try
        {
            return await _answer.Task.WaitAsync(ct).ConfigureAwait(false);
        }
        catch
        {
            LinkEnd.Drop(link);
            throw;
        }
    }
}
