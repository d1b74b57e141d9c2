using Amqp;
using Amqp.Types;
using Integration.Local.ServiceBusEmulator.Amqp.Links;
using Integration.Local.ServiceBusEmulator.Entities;
using Microsoft.Extensions.Logging;

namespace Integration.Local.ServiceBusEmulator.Amqp.Management;

/// <summary>The <c>$management</c> node of an entity: what clients ask for by request and reply instead of a link's own frames.</summary>
internal sealed partial class ManagementNode : IRequestNode
{
    public const string TrackingId = "com.microsoft:tracking-id";
    private const string Vendor = "com.microsoft:";

    private readonly Dictionary<string, Func<ManagementRequest, ManagementReply>> _operations;
    private readonly string _address;
    private readonly ServiceBusNamespace _entities;
    private readonly ILogger _logger;

    public ManagementNode(MessageQueue queue, Subscription? subscription, ServiceBusNamespace entities, ILogger logger)
    {
        _address = queue.Address;
        _entities = entities;
        _logger = logger;
        var messages = new MessageOperations(queue);
        var sessions = new SessionOperations(queue);
        _operations = new Dictionary<string, Func<ManagementRequest, ManagementReply>>(StringComparer.Ordinal)
        {
            ["peek-message"] = messages.Peek,
            ["renew-lock"] = messages.RenewLocks,
            ["schedule-message"] = messages.Schedule,
            ["cancel-scheduled-message"] = messages.Cancel,
            ["receive-by-sequence-number"] = messages.ReceiveDeferred,
            ["update-disposition"] = messages.Settle,
            ["batch-delete-messages"] = messages.Delete,
            ["renew-session-lock"] = sessions.Renew,
            ["get-session-state"] = sessions.GetState,
            ["set-session-state"] = sessions.SetState,
        };
        if (subscription is not null)
        {
            var rules = new RuleOperations(subscription);
            _operations["add-rule"] = rules.Add;
            _operations["remove-rule"] = rules.Remove;
            _operations["enumerate-rules"] = rules.Enumerate;
        }
    }

    public (Message Reply, long Ticket) Handle(Message request, ClientConnection client)
    {
        var properties = request.ApplicationProperties?.Map;
        var operation = properties?["operation"] as string ?? "";
        var (reply, ticket) = Run(operation, new ManagementRequest(request.Body as Map ?? []));
        return (reply.ToMessage(properties?[TrackingId]), ticket);
    }

    private (ManagementReply Reply, long Ticket) Run(string operation, ManagementRequest request)
    {
        if (!operation.StartsWith(Vendor, StringComparison.Ordinal) || !_operations.TryGetValue(operation[Vendor.Length..], out var run))
        {
            LogNotSupported(operation, _address);
            return (ManagementReply.Error(501, AmqpErrors.NotImplemented, $"the operation '{operation}' is not supported here"), 0);
        }

        try
        {
            return _entities.Execute(() => run(request));
        }
        catch (EntityException exception)
        {
            LogRefused(operation, _address, exception.Error);
            return (ManagementReply.Error(StatusOf(exception.Error), AmqpErrors.ConditionOf(exception.Error), exception.Message), 0);
        }
        catch (FormatException exception)
        {
            return (ManagementReply.Error(400, AmqpErrors.DecodeError, exception.Message), 0);
        }
        catch (Exception exception)
        {
            LogFailed(exception, operation, _address);
            return (ManagementReply.Error(500, AmqpErrors.InternalError, "the broker failed to carry out the operation"), 0);
        }
    }

    private static int StatusOf(EntityError error) => error switch
    {
        EntityError.LockLost or EntityError.SessionLockLost => 410,
        EntityError.MessageNotFound or EntityError.EntityNotFound => 404,
        EntityError.EntityExists or EntityError.SessionHeld => 409,
        _ => 400,
    };

    [LoggerMessage(LogLevel.Warning, "A client asked for {Operation} of {Address}, which this broker does not support")]
    private partial void LogNotSupported(string operation, string address);

    [LoggerMessage(LogLevel.Information, "{Operation} of {Address} was refused: {Error}")]
    private partial void LogRefused(string operation, string address, EntityError error);

    [LoggerMessage(LogLevel.Error, "{Operation} of {Address} failed")]
    private partial void LogFailed(Exception exception, string operation, string address);
}
