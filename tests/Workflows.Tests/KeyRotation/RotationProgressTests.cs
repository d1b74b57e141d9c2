using CsCheck;
using Integration.Workflows.KeyRotation;
using Integration.Workflows.Protection;

namespace Integration.Workflows.Tests.KeyRotation;

public sealed class RotationProgressTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CaseKey _key = new("case", new WrappedKey("old", "sealed"), "1");

    /// <summary>Steps at any times after another, each with some keys met and perhaps the walk's last one.</summary>
    private static readonly Gen<(int Minutes, int Met, bool IsLast)[]> _steps =
        Gen.Select(Gen.Int[1, 90], Gen.Int[0, 2], Gen.Bool).Array[1, 40];

    [Fact]
    public void It_is_done_only_after_a_whole_walk_that_began_settled_and_met_nothing() => _steps.Sample(steps =>
    {
        var now = _start;
        var progress = RotationProgress.Of(null, "new", now);
        var (walkBegan, met) = (now, 0);
        foreach (var step in steps)
        {
            now += TimeSpan.FromMinutes(step.Minutes);
            if (!progress.IsDue(now))
            {
                continue;
            }

            walkBegan = progress is { Position: null, Met: 0 } ? progress.WalkFrom : walkBegan;
            met += step.Met;
            progress = progress.After(new([.. Enumerable.Repeat(_key, step.Met)], step.IsLast ? null : "next"), now);

            (progress.DoneAt is not null).ShouldBe(step.IsLast && met == 0 && walkBegan >= _start + RotationProgress.Settling);
            met = step.IsLast ? 0 : met;
        }
    });

    [Fact]
    public void What_is_done_has_no_step_left_until_another_master_key_is_the_current_one()
    {
        var done = RotationProgress.Of(null, "new", _start) with { DoneAt = _start, Revision = "7" };

        RotationProgress.Of(done, "new", _start.AddYears(1)).ShouldBe(done);
        done.IsDue(_start.AddYears(1)).ShouldBeFalse();

        var next = RotationProgress.Of(done, "newer", _start.AddYears(1));
        next.ShouldBe(new RotationProgress("newer", _start.AddYears(1), _start.AddYears(1), null, 0, null, "7"));
        next.IsDue(_start.AddYears(1)).ShouldBeTrue();
    }
}
