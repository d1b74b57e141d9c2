using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Integration.Local.ServiceBus.Amqp.Links;
using Integration.Local.ServiceBus.Client;
using Integration.Local.ServiceBus.Failures;
using Integration.Local.ServiceBus.Security;

namespace Integration.Local.ServiceBus.Amqp;

/// <summary>
/// Claims-based security (<c>$cbs</c>) of one connection: puts a token for each entity that is used, once, and the next before it expires.
/// </summary>
internal sealed class Authorization(
    AmqpConnection connection, BrokerEndpoint endpoint, ITokenSource tokens, TimeProvider time, CancellationToken closed)
    : IAsyncDisposable
{
    // The longest that a timer can be set to is about 49 days.
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _grants = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkSlot<RequestLink> _node = new(ct => RequestLink.OpenAsync(connection, AmqpNames.Cbs, ct));

    public async Task EnsureAsync(string path, CancellationToken ct)
    {
        var audience = endpoint.Audience(path);
        var grant = _grants.GetOrAdd(audience, key => new Lazy<Task>(() => GrantAsync(key)));
        try
        {
            await grant.Value.WaitAsync(ct).ConfigureAwait(false);
        }
        catch (Exception) when (grant.Value.IsFaulted || grant.Value.IsCanceled)
        {
            _grants.TryRemove(KeyValuePair.Create(audience, grant));
            throw;
        }
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private async Task GrantAsync(string audience)
    {
        try
        {
            var token = await PutAsync(audience).ConfigureAwait(false);
            _ = RenewAsync(audience, token);
        }
        catch (OperationCanceledException exception) when (closed.IsCancellationRequested)
        {
            // Nobody cancelled: to those who wait it is a loss, and worth another try.
            throw new ConnectionLostException("the connection was lost while a token was put", exception);
        }
    }

    private async Task RenewAsync(string audience, Token token)
    {
        try
        {
            while (true)
            {
                var wait = token.RenewAfter(time.GetUtcNow());
                await Task.Delay(wait < _longestWait ? wait : _longestWait, time, closed).ConfigureAwait(false);
                token = await PutAsync(audience).ConfigureAwait(false);
            }
        }
        catch (Exception) when (closed.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // The broker ends the links when the token expires; the next use of the entity asks for another.
            ClientEvents.Log.RenewalFailed(audience, exception.Message);
            _grants.TryRemove(audience, out _);
        }
    }

    private async Task<Token> PutAsync(string audience)
    {
        var token = await tokens.GetAsync(audience, closed).ConfigureAwait(false);
        var node = await _node.GetAsync(closed).ConfigureAwait(false);
        var reply = await node.RequestAsync(
            new Message
            {
                ApplicationProperties = new ApplicationProperties
                {
                    ["operation"] = "put-token",
                    ["type"] = token.Type,
                    ["name"] = audience,
                    ["expiration"] = token.ExpiresAt.UtcDateTime,
                },
                BodySection = new AmqpValue { Value = token.Value },
            },
            closed).ConfigureAwait(false);
        var status = reply.ApplicationProperties?.Map["status-code"] as int? ?? 0;
        return status is 200 or 202
            ? token
            : throw Refusal(status, reply.ApplicationProperties?.Map["status-description"] as string ?? $"put-token ended with {status}");
    }

    private static Exception Refusal(int status, string description) => status switch
    {
        401 or 403 => AmqpConditions.Exception(AmqpConditions.Unauthorized, description),
        404 => AmqpConditions.Exception(AmqpConditions.NotFound, description),
        400 => AmqpConditions.Exception(AmqpConditions.ArgumentError, description),
        _ => new ConnectionLostException(description),
    };
}
