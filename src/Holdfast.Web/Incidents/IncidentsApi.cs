using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Holdfast.Core.Access;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Mvc;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>Starting, appending, drafts, reading and the queue, as JSON.</summary>
public static class IncidentsApi
{
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/incidents").WithTags("incidents");
        api.MapPost("", StartAsync).WithName("start").WithSummary("Starts an incident under an id of the caller's; again is the same.")
            .WithMetadata(new RequestSizeLimitAttribute(EntryRequests.LargestBody));
        api.MapGet("", ListAsync).WithName("queue").WithSummary("A page of the queue, newest first.");
        api.MapPost("{id}/entries", AppendAsync).WithName("append").WithSummary("Appends a batch of entries: atomic, idempotent by their ids.")
            .WithMetadata(new RequestSizeLimitAttribute(EntryRequests.LargestBody));
        api.MapPut("{id}/drafts", DraftAsync).WithName("draft").WithSummary("Keeps typing in progress.");
        api.MapGet("{id}/drafts", DraftsAsync).WithName("drafts").WithSummary("What others are typing.");
        api.MapGet("{id}", ReadAsync).WithName("read").WithSummary("One incident with its content. A recorded reading.");
        api.MapGet("{id}/timeline", TimelineAsync).WithName("timeline").WithSummary("The entries after a sequence. A recorded reading.");
        api.MapGet("{id}/readings", ReadingsAsync).WithName("readings").WithSummary("Who read it and who was denied: metadata.");
    }

    static async Task<IResult> StartAsync(HttpContext context, JsonElement sent, IncidentDoors doors, EntryRequests entries, RowViews rows, Directory directory, TimeProvider clock)
    {
        var person = context.Person;
        var request = SentJson.Readable(sent);
        if (!IncidentId.TryParse(Text(request, "id"), out var id))
        {
            id = IncidentId.New(clock);
        }

        if (entries.Read(person, id, request) is not { } read)
        {
            return Outcomes.TooLarge;
        }

        var channel = Words<Channel>.TryParse(Text(request, "channel"), out var given) ? given : Channel.Phone;

        // A team that is not there has nobody to ring.
        var team = TeamId.TryParse(Text(request, "team"), out var named) && directory.Teams.Any(one => one.Id == named) ? named : (TeamId?)null;
        var apart = request.ValueKind == JsonValueKind.Object && request.TryGetProperty("apart", out var told) && told.ValueKind == JsonValueKind.True;
        var outcome = await doors.StartAsync(person, id, channel, team, read.Kept, apart ? clock.GetUtcNow() - EntryRequests.Ago(request) : null);
        if (outcome is Outcome.Done { Appended.Added: > 0 })
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
        }

        return outcome.ToResult(person, rows, done => new StartedView(
            id.ToString(), done.Incident.Number.ToString(), done.Incident.Sequence, done.Incident.Version, done.Incident.StartedAt, clock.GetUtcNow(), read.Words));
    }

    static async Task<IResult> AppendAsync(HttpContext context, string id, JsonElement sent, IncidentDoors doors, EntryRequests entries, RowViews rows, TimeProvider clock)
    {
        var person = context.Person;
        var incident = Id(id);
        var request = SentJson.Readable(sent);
        if (entries.Read(person, incident, request) is not { } read)
        {
            return Outcomes.TooLarge;
        }

        var outcome = await doors.AppendAsync(person, incident, read.Kept);
        return outcome.ToResult(person, rows, done =>
        {
            // By the ids that were sent: an id that is taken elsewhere must not show that it is.
            var heads = done.Appended!.Heads;
            var kept = heads.Length == read.Kept.Length ? read.Kept : read.Kept.RemoveAll(entry => entry.Fact is AlertShown);
            return new AppendedView(done.Incident.Sequence, done.Incident.Version, clock.GetUtcNow(),
                [.. kept.Zip(heads, (entry, head) => new AppendedEntryView(entry.Id.ToString(), head.Position, head.Sequence, head.RecordedAt))], read.Words);
        });
    }

    static async Task<IResult> DraftAsync(HttpContext context, string id, JsonElement sent, IncidentDoors doors, RowViews rows, TimeProvider clock)
    {
        var person = context.Person;
        var request = SentJson.Readable(sent);
        var field = Text(request, "field") is { Length: > 0 and <= 100 } name ? name : Fields.Note;
        var entry = EntryId.TryParse(Text(request, "entry"), out var given) ? given : EntryId.New(clock);
        var outcome = await doors.AppendAsync(person, Id(id), [], new DraftWrite(entry, field, Text(request, "text") ?? "", EntryId.TryParse(Text(request, "statement"), out var written) ? written : null));
        return outcome.ToResult(person, rows, done => new DraftSavedView(!done.Appended!.DraftEntered, done.Appended.DraftEntered));
    }

    static async Task<IResult> DraftsAsync(HttpContext context, string id, IncidentDoors doors, IncidentViews views) =>
        await doors.ReadAsync(context.Person, Id(id), "drafts") is { } incident ? Results.Json(await views.DraftsAsync(context.Person, incident), ViewsJson.Default) : Outcomes.Nothing;

    static async Task<IResult> ReadAsync(HttpContext context, string id, IncidentDoors doors, IncidentViews views) =>
        await doors.ReadAsync(context.Person, Id(id), "api") is { } incident ? Results.Json(await views.ContentAsync(context.Person, incident), ViewsJson.Default) : Outcomes.Nothing;

    static async Task<IResult> TimelineAsync(HttpContext context, string id, IncidentDoors doors, IncidentViews views)
    {
        var after = int.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;
        return await doors.ReadAsync(context.Person, Id(id), "timeline") is { } incident
            ? Results.Json(await views.TimelineAsync(context.Person, incident, after), ViewsJson.Default)
            : Outcomes.Nothing;
    }

    static async Task<IResult> ReadingsAsync(HttpContext context, string id, IncidentDoors doors, IncidentViews views) =>
        await doors.AllowedAsync(context.Person, Id(id), Operation.ReadReadings, "readings") is { } incident ? Results.Json(await views.ReadingsAsync(incident), ViewsJson.Default) : Outcomes.Nothing;

    static async Task<IResult> ListAsync(HttpContext context, QueuePages pages, TimeProvider clock) =>
        Results.Json(await pages.ReadAsync(context.Person, QueuePages.Filter(name => context.Request.Query[name].FirstOrDefault(), clock.GetUtcNow().Year)), ViewsJson.Default);

    /// <summary>An id that isn't one names nothing: the answer is that of an absent incident.</summary>
    internal static IncidentId Id(string text) => IncidentId.TryParse(text, out var id) ? id : default;

    internal static string? Text(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
