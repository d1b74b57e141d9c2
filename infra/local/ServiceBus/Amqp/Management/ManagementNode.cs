using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Integration.Local.ServiceBus.Amqp.Links;

namespace Integration.Local.ServiceBus.Amqp.Management;

/// <summary>The <c>$management</c> node of an entity: asks for what links have no word for.</summary>
internal sealed class ManagementNode(ConnectionKeeper connections, string entityPath) : IAsyncDisposable
{
    private const string Vendor = "com.microsoft:";
    private const string NodeType = "entity-mgmt";

    private readonly LinkSlot<RequestLink> _link = new(async ct =>
    {
        var connection = await connections.GetAsync(ct).ConfigureAwait(false);
        var address = entityPath + AmqpNames.Management;
        await connection.AuthorizeAsync(address, ct).ConfigureAwait(false);
        return await RequestLink.OpenAsync(connection, address, ct, new Fields { [AmqpNames.EntityType] = NodeType }).ConfigureAwait(false);
    });

    /// <summary>Asks, and waits for the answer; null: there is nothing to answer with.</summary>
    /// <param name="operation">The operation, without its vendor's prefix.</param>
    /// <param name="body">Its arguments.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="linkName">The link that the request is about.</param>
    public async Task<Map?> RequestAsync(string operation, Map body, CancellationToken ct, string? linkName = null)
    {
        var link = await _link.GetAsync(ct).ConfigureAwait(false);
        var request = new Message
        {
            ApplicationProperties = new ApplicationProperties { ["operation"] = Vendor + operation },
            BodySection = new AmqpValue { Value = body },
        };
        if (linkName is not null)
        {
            request.ApplicationProperties["associated-link-name"] = linkName;
        }

        var reply = await link.RequestAsync(request, ct).ConfigureAwait(false);
        var properties = reply.ApplicationProperties?.Map ?? [];
        return properties["statusCode"] switch
        {
            200 or 202 => reply.Body as Map ?? [],
            204 => null,
            var status => throw AmqpConditions.Exception(
                properties["errorCondition"]?.ToString() ?? ConditionOf(status as int? ?? 0),
                properties["statusDescription"] as string ?? $"{operation} ended with {status}"),
        };
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    // An answer without a condition is told from its status alone.
    private static string ConditionOf(int status) => status switch
    {
        400 => AmqpConditions.ArgumentError,
        401 or 403 => AmqpConditions.Unauthorized,
        404 => AmqpConditions.NotFound,
        408 => AmqpConditions.TimedOut,
        410 => AmqpConditions.MessageLockLost,
        503 => AmqpConditions.ServerBusy,
        _ => "amqp:internal-error",
    };
}
