using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Holdfast.Core.Ledger;

namespace Holdfast.Harness.Http;

/// <summary>One person's way in by the JSON doors, with a bearer token. Every door answers a <see cref="Reply"/>, refusals too. Thread-safe.</summary>
public sealed class Api : IDisposable, IAsyncDisposable
{
    readonly HttpClient http;

    /// <param name="http">A client whose base address is the server; disposed with this.</param>
    /// <param name="token">The bearer token; null for nobody.</param>
    public Api(HttpClient http, string? token)
    {
        this.http = http;
        http.Timeout = Wait.Patience;
        http.DefaultRequestHeaders.Add("X-Holdfast", "1");
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Api(string url, string? token)
        : this(new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(url) }, token)
    {
    }

    /// <summary>The client itself, for requests that a test makes by hand.</summary>
    public HttpClient Http => http;

    public Task<Reply> StartAsync(IncidentId id, params SentEntry[] entries) =>
        PostAsync("/api/v1/incidents", new { id = id.ToString(), channel = "phone", entries = entries.Select(entry => entry.Wire) });

    public Task<Reply> AppendAsync(IncidentId id, params SentEntry[] entries) =>
        PostAsync($"/api/v1/incidents/{id}/entries", new { entries = entries.Select(entry => entry.Wire) });

    public Task<Reply> DraftAsync(IncidentId id, string field, EntryId entry, string text) =>
        SendAsync(HttpMethod.Put, $"/api/v1/incidents/{id}/drafts", new { field, entry = entry.ToString(), text });

    public Task<Reply> DraftsAsync(IncidentId id) => GetAsync($"/api/v1/incidents/{id}/drafts");

    public Task<Reply> AskForSupervisorAsync(IncidentId id, string askedBy = "agent") => DecideAsync(id, "supervisor-requests", new { askedBy });

    public Task<Reply> FileAsync(IncidentId id, long? expectedVersion = null) => DecideAsync(id, "filing", new { expectedVersion });

    public Task<Reply> AcknowledgeAsync(IncidentId id, long? expectedVersion = null) => DecideAsync(id, "acknowledgement", new { expectedVersion });

    public Task<Reply> SetPriorityAsync(IncidentId id, string to, string? reason = null) => DecideAsync(id, "priority", new { to, reason });

    public Task<Reply> AssignAsync(IncidentId id, string owner, string reason) => DecideAsync(id, "owner", new { owner, reason });

    public Task<Reply> GrantAsync(IncidentId id, string to, string reason) => DecideAsync(id, "grants", new { to, reason });

    /// <summary>Links with another, named by number or id.</summary>
    public Task<Reply> LinkAsync(IncidentId id, string other, string reason) => DecideAsync(id, "links", new { other, reason });

    public Task<Reply> BreakGlassAsync(IncidentId id, string reason) => DecideAsync(id, "break-glass", new { reason });

    public Task<Reply> CloseAsync(IncidentId id, string outcome) => DecideAsync(id, "closing", new { outcome });

    public Task<Reply> ReopenAsync(IncidentId id, string reason) => DecideAsync(id, "reopening", new { reason });

    /// <summary>The queue; <paramref name="query"/> such as <c>state=live&amp;limit=50</c>.</summary>
    public Task<Reply> ListAsync(string query = "") => GetAsync("/api/v1/incidents" + (query.Length > 0 ? "?" + query : ""));

    public Task<Reply> ReadAsync(IncidentId id) => GetAsync($"/api/v1/incidents/{id}");

    public Task<Reply> TimelineAsync(IncidentId id, long after = 0) => GetAsync($"/api/v1/incidents/{id}/timeline?after={after}");

    /// <summary>Every entry of an incident, over as many pages as it takes: its id and its body.</summary>
    /// <exception cref="HttpRequestException">The timeline was refused.</exception>
    public async IAsyncEnumerable<(EntryId Id, JsonElement Entry)> EntriesAsync(IncidentId id)
    {
        long after = 0;
        while (true)
        {
            var page = (await TimelineAsync(id, after)).Ok()["entries"];
            if (page.GetArrayLength() == 0) yield break;
            foreach (var entry in page.EnumerateArray())
            {
                if (!EntryId.TryParse(entry.GetProperty("id").GetString(), out var entryId)) throw new HttpRequestException("An entry without an id.");
                after = entry.GetProperty("sequence").GetInt64();
                yield return (entryId, entry);
            }
        }
    }

    public Task<Reply> MeAsync() => GetAsync("/api/v1/people/me");

    /// <summary>The live feed as it comes; it ends when the server ends it or the enumeration is cancelled.</summary>
    /// <param name="after">The event to resume after; null for what comes from now on.</param>
    /// <param name="cancel">Ends the reading with an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<FeedEvent> FeedAsync(string? after = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/feed");
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        await foreach (var one in FeedEvent.ReadAsync(stream, cancel)) yield return one;
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Reply> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>A decision on an incident: its own entry id is added to <paramref name="body"/>, members without a value are left out.</summary>
    public Task<Reply> DecideAsync(IncidentId id, string door, object body)
    {
        var members = JsonSerializer.SerializeToNode(body, SentEntry.Json)?.AsObject() ?? [];
        foreach (var (name, value) in members.ToArray())
        {
            if (value is null) members.Remove(name);
        }

        members["id"] = EntryId.New(TimeProvider.System).ToString();
        return PostAsync($"/api/v1/incidents/{id}/{door}", members);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: SentEntry.Json);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Reply(answer.StatusCode, Parse(answer, text), text);
    }

    public void Dispose() => http.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    static JsonElement Parse(HttpResponseMessage answer, string text)
    {
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        return text.Length > 0 && type.EndsWith("json", StringComparison.Ordinal) ? JsonElement.Parse(text) : default;
    }
}
