using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Integration.Local.AppHost.Running;
using Integration.Workflows.Cases;

namespace Integration.Local.AppHost.Demo;

/// <summary>The functions as an agency calls them.</summary>
internal sealed class CaseApi : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="functions">Where they are.</param>
    /// <param name="token">The agency's bearer token.</param>
    public CaseApi(Uri functions, string token)
    {
        _http = new HttpClient { BaseAddress = new Uri(functions, "api/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Submits an application.</summary>
    /// <returns>The case's id.</returns>
    /// <exception cref="AppHostException">It was not accepted; says why.</exception>
    public async Task<string> SubmitAsync(string service, string application, string idempotencyKey, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"services/{service}/cases");
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Content = new StringContent(application, new MediaTypeHeaderValue("application/json"));
        var answer = await AskAsync<JsonObject>(request, cancellation).ConfigureAwait(false);
        return (string)answer["id"]!;
    }

    /// <summary>A case as it stands.</summary>
    /// <exception cref="AppHostException">It is not shown; says why.</exception>
    public async Task<CaseView> GetAsync(string id, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"cases/{id}");
        return await AskAsync<CaseView>(request, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<T>(CaseJson.Options, cancellation).ConfigureAwait(false))!;
            }

            var problem = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new AppHostException(
                $"{request.Method} {request.RequestUri} was answered with {(int)response.StatusCode}: {problem.Trim()}");
        }
        catch (HttpRequestException error)
        {
            throw new AppHostException($"{request.Method} {request.RequestUri} was not answered: {error.Message}", error);
        }
    }
}
