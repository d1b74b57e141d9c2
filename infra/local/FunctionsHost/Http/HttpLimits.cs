namespace Integration.Local.FunctionsHost.Http;

/// <summary>How much a request may have.</summary>
/// <param name="MostBodyBytes">In its body; the default is 100 MB, as officially.</param>
internal sealed record HttpLimits(long MostBodyBytes = 104_857_600);
