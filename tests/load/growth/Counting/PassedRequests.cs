using System.Text.RegularExpressions;

namespace Integration.Load.Growth.Counting;

/// <summary>Tells what a request does, from its address and bodies.</summary>
internal static partial class PassedRequests
{
    /// <param name="service">blob, queue, table, or http for the application itself.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, the account's name first.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="answer">What came back.</param>
    public static PassedRequest Read(string service, string method, string path, string body, string answer)
    {
        var (kind, entities) = service switch
        {
            "table" => ReadTable(method, path, body, answer),
            "queue" => ReadQueue(method, path, answer),
            "http" => ($"http {Verb(method)}", 1),
            _ => ($"blob {Verb(method)} {ContainerOf(path)}", 1),
        };
        return new(kind, entities, body.Length, answer.Length);
    }

    private static (string Kind, int Entities) ReadTable(string method, string path, string body, string answer)
    {
        if (path.EndsWith("/$batch", StringComparison.Ordinal))
        {
            var parts = BatchPart().Matches(body);
            return ($"table write {(parts.Count > 0 ? parts[0].Groups["table"].Value : "")}", parts.Count);
        }

        var table = TablePath().Match(path).Groups["table"].Value;
        return method == "GET"
            ? ($"table read {table}", answer.Split("\"RowKey\"").Length - 1)
            : ($"table write {table}", 1);
    }

    private static (string Kind, int Entities) ReadQueue(string method, string path, string answer)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var queue = parts.Length > 1 ? QueueNumber().Replace(parts[1], "") : "";
        return method switch
        {
            "GET" => ($"queue get {queue}", answer.Split("<QueueMessage>").Length - 1),
            "POST" => ($"queue put {queue}", 1),
            "DELETE" => ($"queue delete {queue}", 1),
            _ => ($"queue update {queue}", 1),
        };
    }

    private static string Verb(string method) => method is "GET" or "HEAD" ? "read" : "write";

    private static string ContainerOf(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var name, ..] ? name : "";

    [GeneratedRegex(@"^(POST|PUT|PATCH|MERGE|DELETE) http\S+?/devstoreaccount1/(?<table>[A-Za-z0-9]+)", RegexOptions.Multiline)]
    private static partial Regex BatchPart();

    [GeneratedRegex(@"^/[^/]+/(?<table>[A-Za-z0-9]+)")]
    private static partial Regex TablePath();

    // Partitions of a hub's control queue are one kind.
    [GeneratedRegex(@"-\d+$")]
    private static partial Regex QueueNumber();
}
