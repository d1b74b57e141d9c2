namespace Integration.Workflows.Applications;

/// <summary>One field of an application that can't be accepted.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the field; a missing property is named at its own place.</param>
/// <param name="Code">Stable code for programs: <c>required</c>, <c>unknown-property</c>, <c>format</c> …</param>
/// <param name="Detail">What would be accepted; never repeats the value.</param>
public sealed record FieldError(string Pointer, string Code, string Detail);
