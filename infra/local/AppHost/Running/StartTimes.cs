namespace Integration.Local.AppHost.Running;

/// <summary>How long the parts took to start; the table service and the broker start at the same time.</summary>
/// <param name="Tables">Azurite.</param>
/// <param name="Messages">The broker.</param>
/// <param name="Functions">The functions, once the other two were there.</param>
internal sealed record StartTimes(TimeSpan Tables, TimeSpan Messages, TimeSpan Functions);
