namespace Integration.Workflows.KeyRotation;

/// <summary>
/// How far the rotation to a master key has come. It walks over all cases until a walk meets no key under another master key; that walk
/// counts only when it began after every host had time to learn of the new master key. Pure.
/// </summary>
/// <param name="MasterKey">The id of the master key that keys are sealed under.</param>
/// <param name="StartedAt">When the first host had it as its current one.</param>
/// <param name="WalkFrom">When the walk that is under way began, or the next one may begin.</param>
/// <param name="Position">Where the walk goes on; null at its beginning.</param>
/// <param name="Met">How many keys under other master keys this walk has met.</param>
/// <param name="DoneAt">When the last walk ended; null before.</param>
/// <param name="Revision">The ETag of its row; null before it is stored.</param>
public sealed record RotationProgress(
    string MasterKey,
    DateTimeOffset StartedAt,
    DateTimeOffset WalkFrom,
    string? Position,
    int Met,
    DateTimeOffset? DoneAt,
    string? Revision)
{
    /// <summary>
    /// How long a host may still seal keys of new cases under the master key of before: longer than Azure lets one finish its work after
    /// the settings have changed.
    /// </summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromHours(2);

    /// <summary>The rotation from here on: the one that is under way, unless another master key is the current one now.</summary>
    public static RotationProgress Of(RotationProgress? stored, string masterKey, DateTimeOffset now) =>
        stored?.MasterKey == masterKey ? stored : new(masterKey, now, now, null, 0, null, stored?.Revision);

    /// <summary>Whether there is a step to take.</summary>
    public bool IsDue(DateTimeOffset now) => DoneAt is null && now >= WalkFrom;

    /// <summary>The rotation after a step of its walk.</summary>
    public RotationProgress After(CaseKeyPage step, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(step);
        var met = Met + step.Keys.Count;
        var settled = StartedAt + Settling;
        return step.Next is { } next ? this with { Position = next, Met = met }
            : met == 0 && WalkFrom >= settled ? this with { Position = null, DoneAt = now }
            : this with { Position = null, Met = 0, WalkFrom = now > settled ? now : settled };
    }
}
