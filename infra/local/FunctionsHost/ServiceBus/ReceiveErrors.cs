using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.ServiceBus;

/// <summary>Tells what keeps a function from its messages: each kind of error once, until messages come again.</summary>
internal sealed partial class ReceiveErrors(ServiceBusFunction function, ILogger<ReceiveErrors> logger)
{
    private readonly ConcurrentDictionary<(string Operation, string Kind), bool> _told = [];
    private volatile bool _isTold;

    /// <summary>Hears an error of a processor.</summary>
    public Task TellAsync(ProcessErrorEventArgs args)
    {
        Tell(args.ErrorSource.ToString(), args.Exception);
        return Task.CompletedTask;
    }

    public void Tell(string operation, Exception error)
    {
        if (!IsEcho(error) && _told.TryAdd((operation, KindOf(error)), true))
        {
            _isTold = true;
            LogFailed(function.Name, operation, function.Path, error.Message.ReplaceLineEndings(" "));
        }
        else
        {
            LogFailedAgain(function.Name, operation, function.Path, error.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Hears that messages come.</summary>
    public void Recover()
    {
        if (_isTold)
        {
            _isTold = false;
            _told.Clear();
            LogRecovered(function.Name, function.Path);
        }
    }

    // A receiver was lost with its connection, which tells by itself what is wrong; this may come late, when messages come again.
    private static bool IsEcho(Exception error) => error is ObjectDisposedException;

    private static string KindOf(Exception error) =>
        error is ServiceBusException known ? known.Reason.ToString() : error.GetType().Name;

    [LoggerMessage(LogLevel.Error, "{Function}: {Operation} of {Entity} failed, and is tried again. {Reason}")]
    private partial void LogFailed(string function, string operation, string entity, string reason);

    [LoggerMessage(LogLevel.Debug, "{Function}: {Operation} of {Entity} failed again. {Reason}")]
    private partial void LogFailedAgain(string function, string operation, string entity, string reason);

    [LoggerMessage(LogLevel.Information, "{Function}: messages of {Entity} come again")]
    private partial void LogRecovered(string function, string entity);
}
