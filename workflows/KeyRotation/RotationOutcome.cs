namespace Integration.Workflows.KeyRotation;

/// <summary>What a slice of the rotation has done.</summary>
/// <param name="MasterKey">The id of the master key that keys are sealed under.</param>
/// <param name="Rewrapped">How many keys were sealed anew.</param>
/// <param name="IsDone">Whether every case's key is under it: the other master keys are not needed any more.</param>
public sealed record RotationOutcome(string MasterKey, int Rewrapped, bool IsDone);
