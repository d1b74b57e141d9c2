namespace Integration.Local.FunctionsHost.Apps;

/// <summary>A function that can't be hosted as it is written. The message is one line: function, what is wrong, what to do.</summary>
/// <param name="function">Its name.</param>
/// <param name="mistake">What is wrong, and what would be right.</param>
internal sealed class FunctionMistakeException(string function, string mistake) : Exception($"Function '{function}': {mistake}");
