namespace Integration.Workflows.Protection;

/// <summary>A case's key as it is kept with the case: sealed under a master key.</summary>
/// <param name="MasterKey">The id of that master key.</param>
/// <param name="Sealed">The key, sealed; base64.</param>
public sealed record WrappedKey(string MasterKey, string Sealed);
