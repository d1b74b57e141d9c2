using Integration.Workflows.Applications;

namespace Integration.Functions.Cases;

/// <summary>Bodies of requests, up to the largest that is looked at.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is larger than <see cref="ApplicationValidator.MaximumSize"/>, said or not.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > ApplicationValidator.MaximumSize)
        {
            return null;
        }

        var buffer = new byte[ApplicationValidator.MaximumSize + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length <= ApplicationValidator.MaximumSize ? new ReadOnlyMemory<byte>(buffer, 0, length) : default(ReadOnlyMemory<byte>?);
    }
}
