using Integration.Workflows.Protection;

namespace Integration.Workflows.KeyRotation;

/// <summary>The keys of all cases, and how far their rotation has come.</summary>
public interface ICaseKeys
{
    /// <summary>A step of a walk over the keys that are sealed under other master keys than one.</summary>
    /// <param name="masterKey">The master key that they are not under.</param>
    /// <param name="position">Where the step before it ended; null at the beginning.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    Task<CaseKeyPage> ReadNotUnderAsync(string masterKey, string? position, CancellationToken cancellation);

    /// <summary>Puts another sealing of a case's key in the place of one that was read.</summary>
    /// <returns>False when somebody else has done it since.</returns>
    Task<bool> TryReplaceAsync(CaseKey read, WrappedKey key, CancellationToken cancellation);

    /// <summary>How far the rotation has come, or null when there was none.</summary>
    Task<RotationProgress?> FindProgressAsync(CancellationToken cancellation);

    /// <summary>Keeps how far the rotation has come.</summary>
    /// <returns>The same with its new revision; null when somebody else has kept something since it was read.</returns>
    Task<RotationProgress?> TrySaveAsync(RotationProgress progress, CancellationToken cancellation);
}
