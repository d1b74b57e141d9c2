using System.Threading.Channels;
using Integration.Local.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace Integration.Local.FunctionsHost.Worker;

/// <summary>
/// What workers log and write, in the host's own log, with the function's name and the invocation. It is written behind, so that a worker
/// that floods its log holds up nothing; what is too much is left out and counted.
/// </summary>
internal sealed partial class WorkerLog : IAsyncDisposable
{
    private const int MostWaiting = 10_000;

    private const string ConsoleCategory = "Host.Function.Console";

    private readonly Channel<Line> _lines = Channel.CreateBounded<Line>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Dictionary<string, ILogger> _loggers = [];
    private readonly ILoggerFactory _loggerFactory;
    private readonly ILogger _own;
    private readonly Task _writing;
    private long _leftOut;

    public WorkerLog(ILoggerFactory loggerFactory)
    {
        _loggerFactory = loggerFactory;
        _own = loggerFactory.CreateLogger<WorkerLog>();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes what the worker logged through the host.</summary>
    /// <param name="log">What the worker sent.</param>
    /// <param name="function">The function whose invocation it belongs to; null where it belongs to none.</param>
    public void Take(RpcLog log, string? function)
    {
        var level = (LogLevel)(int)log.Level;
        var isUsers = log.LogCategory == RpcLog.Types.RpcLogCategory.User;
        var category = function is null ? log.Category : isUsers ? $"Function.{function}.User" : $"Function.{function}";
        Take(new Line(category, level, log.Message, log.Exception, function, log.InvocationId));
    }

    /// <summary>Takes a line that the worker wrote to its console.</summary>
    public void Take(string line, bool isError) =>
        Take(new Line(ConsoleCategory, isError ? LogLevel.Warning : LogLevel.Information, line, null, null, null));

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
    }

    private void Take(Line line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _leftOut);
        }
    }

    private async Task WriteAsync()
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            Write(line);
            if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var count)
            {
                LogLeftOut(_own, count);
            }
        }
    }

    private void Write(Line line)
    {
        if (!_loggers.TryGetValue(line.Category, out var logger))
        {
            _loggers[line.Category] = logger = _loggerFactory.CreateLogger(line.Category);
        }

        var failure = line.Failure is null ? null : new WorkerSideException(line.Failure);
        if (line.Function is null)
        {
            logger.Log(line.Level, failure, "{Message}", line.Message);
        }
        else
        {
            logger.Log(line.Level, failure, "{Function} ({InvocationId}): {Message}", line.Function, line.InvocationId, line.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker logs faster than its log can be written: {Count} lines were left out")]
    private static partial void LogLeftOut(ILogger logger, long count);

    private sealed record Line(
        string Category, LogLevel Level, string Message, RpcException? Failure, string? Function, string? InvocationId);
}
