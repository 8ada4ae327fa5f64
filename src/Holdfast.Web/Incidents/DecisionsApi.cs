using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.People;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>Decisions as JSON: each a resource that is posted under an id of its own, so that twice is once.</summary>
public static class DecisionsApi
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/incidents/{id}").WithTags("decisions");
        Map("supervisor-requests", (d, p, i, e, r) => d.RequestSupervisorAsync(p, i, e, Words<AskedBy>.TryParse(Text(r, "askedBy"), out var by) ? by : AskedBy.Agent, EntryRequests.Ago(r)));
        Map("filing", (d, p, i, e, _) => d.FileAsync(p, i, e));
        Map("acknowledgement", (d, p, i, e, r) => d.AcknowledgeAsync(p, i, e, Version(r)));
        Map("priority", (d, p, i, e, r) => Words<Priority>.TryParse(Text(r, "to"), out var to)
            ? d.SetPriorityAsync(p, i, e, to, Text(r, "reason"), Version(r))
            : Task.FromResult<Outcome>(new Outcome.Refused("to", T("Choose P0, P1, P2 or P3."))));
        Map("owner", (d, p, i, e, r) => d.AssignAsync(p, i, e, Text(r, "owner"), Text(r, "reason"), Version(r)));
        Map("grants", (d, p, i, e, r) => d.ShareAsync(p, i, e, Text(r, "to"), Text(r, "reason")));
        Map("break-glass", (d, p, i, e, r) => d.BreakGlassAsync(p, i, e, Text(r, "reason")));
        Map("closing", (d, p, i, e, r) => d.CloseAsync(p, i, e, Text(r, "outcome"), Text(r, "reason"), Version(r)));
        Map("passing", (d, p, i, e, r) => d.PassAsync(p, i, e, Text(r, "note")));
        Map("reopening", (d, p, i, e, r) => d.ReopenAsync(p, i, e, Text(r, "reason"), Version(r)));

        api.MapPost("links", async (HttpContext context, string id, JsonElement sent, Linking linking, RowViews rows, TimeProvider clock) =>
        {
            var request = SentJson.Readable(sent);
            var entry = EntryId.TryParse(Text(request, "id"), out var given) ? given : EntryId.New(clock);
            var outcome = await linking.LinkAsync(context.Person, IncidentsApi.Id(id), entry, Text(request, "other"), Text(request, "reason"));
            return outcome.ToResult(context.Person, rows, done => new DecidedView(rows.For(context.Person, done.Incident)!, null));
        }).WithName("links");

        void Map(string resource, Func<Decisions, Person, IncidentId, EntryId, JsonElement, Task<Outcome>> decide) =>
            api.MapPost(resource, async (HttpContext context, string id, JsonElement sent, Decisions decisions, RowViews rows, Procedures.Procedures procedures, Directory directory, TimeProvider clock) =>
            {
                var person = context.Person;
                var request = SentJson.Readable(sent);
                var entry = EntryId.TryParse(Text(request, "id"), out var given) ? given : EntryId.New(clock);
                var outcome = await decide(decisions, person, IncidentsApi.Id(id), entry, request);
                return outcome.ToResult(person, rows, done => new DecidedView(
                    rows.For(person, done.Incident)!, resource == "filing" ? new Labels(procedures.Of(done.Incident).Spoken, directory).Missing(done.Incident) : null));
            }).WithName(resource);
    }

    static string? Text(JsonElement request, string name) => IncidentsApi.Text(request, name);

    static int? Version(JsonElement request) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty("expectedVersion", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var version) ? version : null;
}
