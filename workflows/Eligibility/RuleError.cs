namespace Integration.Workflows.Eligibility;

/// <summary>A rule expression that can't be used.</summary>
/// <param name="Pointer">Its place below the program's <c>rules</c>.</param>
/// <param name="Problem">What is wrong; the compiler's own words where it says so.</param>
/// <param name="Remedy">What would be right.</param>
internal sealed record RuleError(string Pointer, string Problem, string Remedy);
