namespace Integration.Workflows.Protection;

/// <summary>A case's key is sealed under a master key that the application was not given.</summary>
/// <param name="caseId">The case.</param>
/// <param name="masterKey">The id of the master key.</param>
public sealed class MissingMasterKeyException(string caseId, string masterKey) : Exception(
    $"The key of case {caseId} is sealed under master key '{masterKey}', which is not there: "
    + $"set Protection__MasterKeys__{masterKey} again.");
