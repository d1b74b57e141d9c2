namespace Integration.Local.FunctionsHost.TriggersApp;

/// <summary>A body in JSON.</summary>
public sealed record Order(string Fruit, int Count);
