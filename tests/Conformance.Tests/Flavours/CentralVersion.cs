namespace Integration.Conformance.Tests.Flavours;

/// <summary>A version of Directory.Packages.props.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">Its version.</param>
/// <param name="Group">The label of the group that it stands in.</param>
internal sealed record CentralVersion(string Name, string Version, string Group);
