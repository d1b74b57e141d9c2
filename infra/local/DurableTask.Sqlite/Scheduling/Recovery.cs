using System.Threading.Channels;
using Integration.Local.DurableTask.Sqlite.Commands;
using Integration.Local.DurableTask.Sqlite.Storage;
using Microsoft.Extensions.Logging;

namespace Integration.Local.DurableTask.Sqlite.Scheduling;

/// <summary>
/// Watches over what was under way when the process went down. When that has taken the process down twice in sequence, work items are
/// handed out one after the other, each noted before, until all that was under way has been taken up. So the one that is to blame is
/// found, and set aside when it goes on.
/// </summary>
internal sealed partial class Recovery
{
    // The first crash may be anybody's, a power cut even; the second is a pattern.
    private const int CarefulFrom = 2;

    // An activity that runs for long stays noted, but does not keep the others waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    // Holds one while something is tried.
    private readonly Channel<Suspect> _oneAtATime = Channel.CreateBounded<Suspect>(1);
    private readonly HashSet<Suspect> _outstanding;
    private readonly Dictionary<Suspect, Trial> _trials = [];
    private readonly IReadOnlyDictionary<Suspect, int> _crashes;
    private readonly int _limit;
    private readonly TimeProvider _time;
    private readonly CommitQueue _commits;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isCareful;
    private volatile bool _isOver;

    /// <param name="unfinished">What was under way.</param>
    /// <param name="maxCrashes">After so many crashes in sequence over it something is set aside.</param>
    /// <param name="commits">Takes the notes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told when work is handed out one after the other.</param>
    public Recovery(UnfinishedWork unfinished, int maxCrashes, CommitQueue commits, TimeProvider time, ILogger logger)
    {
        (_crashes, _limit, _commits, _time) = (unfinished.Suspects, maxCrashes - CarefulFrom, commits, time);
        _outstanding = [.. unfinished.All];
        _isCareful = unfinished.Crashes >= CarefulFrom && _outstanding.Count > 0;
        if (_isCareful)
        {
            LogCareful(logger, unfinished.Crashes, _outstanding.Count);
        }

        EndIfDone();
    }

    /// <summary>Completes when all that was under way has been taken up, and what came of it is durable.</summary>
    public Task End => _end.Task;

    /// <summary>How often the process went down over it, if that is often enough to set it aside; else null.</summary>
    public int? CrashesOf(Suspect suspect) =>
        _isCareful && _crashes.TryGetValue(suspect, out var crashes) && crashes >= _limit ? crashes + CarefulFrom : null;

    /// <summary>Waits until something may be handed out, and notes it.</summary>
    public ValueTask EnterAsync(Suspect suspect, CancellationToken cancellation) =>
        _isCareful ? new ValueTask(BeginTrialAsync(suspect, cancellation)) : ValueTask.CompletedTask;

    /// <summary>It has come to an end, and the process lives.</summary>
    public void Exit(Suspect suspect)
    {
        if (_isOver)
        {
            return;
        }

        Trial? trial;
        lock (_gate)
        {
            _outstanding.Remove(suspect);
            _trials.Remove(suspect, out trial);
        }

        trial?.End();
        EndIfDone();
    }

    /// <summary>Nothing is handed out any more.</summary>
    public void Close()
    {
        List<Trial> left;
        lock (_gate)
        {
            left = [.. _trials.Values];
            _trials.Clear();
        }

        left.ForEach(trial => trial.Close());
    }

    private async Task BeginTrialAsync(Suspect suspect, CancellationToken cancellation)
    {
        await _oneAtATime.Writer.WriteAsync(suspect, cancellation).ConfigureAwait(false);
        if (!_isCareful)
        {
            _oneAtATime.Reader.TryRead(out _);
            return;
        }

        var note = new NoteCommand(store => store.Try(suspect));
        lock (_gate)
        {
            _trials[suspect] = new Trial(
                _oneAtATime.Reader, _time, () => _commits.Enqueue(new NoteCommand(store => store.Acquit(suspect))));
        }

        _commits.Enqueue(note);
        await note.Done.ConfigureAwait(false);
    }

    private void EndIfDone()
    {
        lock (_gate)
        {
            if (_isOver || _outstanding.Count > 0)
            {
                return;
            }

            (_isOver, _isCareful) = (true, false);
        }

        var note = new NoteCommand(static store => store.EndRecovery());
        _commits.Enqueue(note);
        note.Done.ContinueWith(done => _end.TrySetResult(), TaskScheduler.Default);
    }

    [LoggerMessage(LogLevel.Warning,
        "The process went down {Crashes} times in sequence over what it takes up at the start; "
        + "its {Count} activities and orchestrations are tried one after the other")]
    private static partial void LogCareful(ILogger logger, int crashes, int count);

    /// <summary>Something that runs while nothing else is handed out, at least for a while.</summary>
    private sealed class Trial
    {
        private readonly ChannelReader<Suspect> _oneAtATime;
        private readonly Action _acquit;
        private readonly ITimer _patience;
        private int _isReleased;

        public Trial(ChannelReader<Suspect> oneAtATime, TimeProvider time, Action acquit)
        {
            (_oneAtATime, _acquit) = (oneAtATime, acquit);
            _patience = time.CreateTimer(static trial => ((Trial)trial!).Release(), this, Patience, Timeout.InfiniteTimeSpan);
        }

        public void End()
        {
            Close();
            _acquit();
            Release();
        }

        public void Close() => _patience.Dispose();

        private void Release()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) == 0)
            {
                _oneAtATime.TryRead(out _);
            }
        }
    }
}
