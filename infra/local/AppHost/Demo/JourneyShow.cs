using Integration.Local.AppHost.Running;
using Integration.Workflows.Cases;
using Spectre.Console;

namespace Integration.Local.AppHost.Demo;

/// <summary>Shows a case's way while it goes it: drawn on a terminal, line after line elsewhere.</summary>
/// <param name="console">Where to.</param>
/// <param name="names">What things are called.</param>
/// <param name="time">What time it is.</param>
internal sealed class JourneyShow(IAnsiConsole console, CaseNames names, TimeProvider time)
{
    private static readonly TimeSpan _frame = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows it until it ends, or until nobody wants to wait any more.</summary>
    /// <param name="look">Gets the case.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The case at its end.</returns>
    public async Task<CaseView> RunAsync(Func<Task<CaseView>> look, CancellationToken cancellation)
    {
        if (!Terminal.IsLive(console))
        {
            return await FollowAsync(look, new JourneyLog(console.WriteLine).Tell, cancellation).ConfigureAwait(false);
        }

        var begin = time.GetTimestamp();
        return await console.Live(Text.Empty).StartAsync(
            live => FollowAsync(look, lines => live.UpdateTarget(JourneyTable.Of(lines, time.GetElapsedTime(begin))), cancellation))
            .ConfigureAwait(false);
    }

    private async Task<CaseView> FollowAsync(
        Func<Task<CaseView>> look, Action<IReadOnlyList<JourneyLine>> show, CancellationToken cancellation)
    {
        while (true)
        {
            var view = await look().ConfigureAwait(false);
            show(Journey.Of(view, names, time.GetUtcNow()));
            if (view.ClosedAt is not null)
            {
                return view;
            }

            await Task.Delay(_frame, time, cancellation).ConfigureAwait(false);
        }
    }
}
