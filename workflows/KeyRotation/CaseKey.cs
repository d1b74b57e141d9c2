using Integration.Workflows.Protection;

namespace Integration.Workflows.KeyRotation;

/// <summary>The key of a case, as it is stored.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Key">The key.</param>
/// <param name="Revision">Its row's ETag.</param>
public sealed record CaseKey(string CaseId, WrappedKey Key, string Revision);
