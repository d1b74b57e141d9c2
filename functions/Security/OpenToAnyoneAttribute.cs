namespace Integration.Functions.Security;

/// <summary>Declares that an HTTP function may be called without a token.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenToAnyoneAttribute : Attribute;
