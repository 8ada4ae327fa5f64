using System.Globalization;
using System.Text.Json;
using Holdfast.Core.Access;
using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;

namespace Holdfast.Web.Escalation;

/// <summary>Who comes, as JSON: transfers and their steps, a no, care for the agent, what the telephone system knows of the call.</summary>
public static class EscalationApi
{
    /// <summary>Characters of a number, and of a recording's address, at most.</summary>
    const int LongestNumber = 100;

    const int LongestAddress = 2000;

    public static void MapEscalation(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/incidents/{id}").WithTags("escalation");
        api.MapGet("handovers", ReadAsync).WithName("handovers").WithSummary("The transfers of an incident, the latest last. No content: no reading is recorded.");
        Map("handovers", "hand-over", "A step of the warm transfer: offered, accepted, joined, released or failed.", (h, p, i, e, r) =>
            Words<HandoverStep>.TryParse(Text(r, "step") ?? "offered", out var step)
                ? h.StepAsync(p, i, e, step, Words<AskedBy>.TryParse(Text(r, "askedBy"), out var by) ? by : AskedBy.Agent, Text(r, "why"))
                : Task.FromResult<Outcome>(new Outcome.Refused("step", T("A step is one of {0}.", string.Join(", ", Enum.GetValues<HandoverStep>().Select(Words<HandoverStep>.Of))))));
        Map("declining", "decline", "The caller can't come; the next is tried at once.", (h, p, i, e, _) => h.DeclineAsync(p, i, e));
        Map("care", "care", "Somebody looked after the agent.", (h, p, i, e, r) => h.CareAsync(p, i, e, Flag(r, "break"), Text(r, "note")));
        Map("call", "call", "What the telephone system knows of the call: number, start, end, where its recording is.", (h, p, i, e, r) => Call(r) is { } call
            ? h.CallAsync(p, i, e, call)
            : Task.FromResult<Outcome>(new Outcome.Refused("call", T("Say at least one of number, startedAt, endedAt, recording; times with their offset, the recording as an https address."))));

        void Map(string resource, string name, string summary, Func<Handovers, Person, IncidentId, EntryId, JsonElement, Task<Outcome>> act) =>
            api.MapPost(resource, async (HttpContext context, string id, JsonElement sent, Handovers handovers, RowViews rows, TimeProvider clock) =>
            {
                var request = SentJson.Readable(sent);
                var entry = EntryId.TryParse(Text(request, "id"), out var given) ? given : EntryId.New(clock);
                var outcome = await act(handovers, context.Person, IncidentsApi.Id(id), entry, request);
                return outcome.ToResult(context.Person, rows, done => new DecidedView(rows.For(context.Person, done.Incident)!, null));
            }).WithName(name).WithSummary(summary);
    }

    static async Task<IResult> ReadAsync(HttpContext context, string id, IncidentDoors doors, RingViews rings) =>
        await doors.AllowedAsync(context.Person, IncidentsApi.Id(id), Operation.SeeNumber, "handovers") is { } incident
            ? Results.Json(new HandoversView([.. incident.Handovers.Select(one => rings.HandoverOf(incident with { Handovers = [one] }, withContent: false)!)]), EscalationJson.Default) : Outcomes.Nothing;

    static CallNoted? Call(JsonElement request)
    {
        var (number, recording) = (Text(request, "number"), Text(request, "recording"));
        if (Text(request, "startedAt") is { } start && Time(start) is null || Text(request, "endedAt") is { } end && Time(end) is null
            || (recording is not null && !(Uri.TryCreate(recording, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && recording.Length <= LongestAddress)))
        {
            return null;
        }

        var call = new CallNoted(number is { Length: > LongestNumber } longer ? longer[..LongestNumber] : number, Time(Text(request, "startedAt")), Time(Text(request, "endedAt")), recording);
        return call == new CallNoted() ? null : call;
    }

    static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    static bool Flag(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("yes")));

    static string? Text(JsonElement request, string name) => IncidentsApi.Text(request, name);
}

public sealed record HandoversView(IReadOnlyList<HandoverView> Handovers);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimes)])]
[System.Text.Json.Serialization.JsonSerializable(typeof(HandoversView))]
internal sealed partial class EscalationJson : System.Text.Json.Serialization.JsonSerializerContext;
