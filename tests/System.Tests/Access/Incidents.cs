using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Tests.Evidence;
using Shouldly;

namespace Holdfast.Tests.Access;

/// <summary>Brings incidents into each relation to a person, through the product's own doors.</summary>
sealed class Incidents(Desk desk)
{
    /// <summary>Said in every incident; nobody who may not read finds it anywhere.</summary>
    public const string Secret = "zwiebelkuchen";

    /// <summary>A recording that every incident has; its name holds the secret.</summary>
    public const string Evidence = "0199a000-0000-7000-8000-00000000eeee";

    /// <summary>A recording of no length: what the browser takes for sound.</summary>
    static readonly byte[] Recording = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, .. "data"u8, 0, 0, 0, 0];

    readonly Dictionary<string, Api> apis = desk.Staff.Everybody.ToDictionary(person => person.UserName, desk.As);

    public Hired[] Actors { get; } =
        [desk.Staff.Colleague, desk.Staff.Supervisor, desk.Staff.Lead, desk.Staff.Security, desk.Staff.Administrator, desk.Staff.Auditor];

    public Api As(Hired person) => apis[person.UserName];

    /// <summary>Incidents in every relation but <see cref="Relation.Absent"/>, for each of the lists a new one.</summary>
    public async Task PrepareAsync(IReadOnlyCollection<(Relation Relation, Hired Actor, Action<IncidentId> Keep)> wanted)
    {
        await MakeAsync(Relation.GlassOut);
        desk.Advance(61.Minutes());
        await MakeAsync(Relation.Unacknowledged, Relation.Alerted);
        desk.Advance(61.Seconds());

        // No screen is open anywhere: nobody could come, so all tiers are rung at once.
        await Wait.UntilAsync("everybody rings", async () =>
        {
            var waits = (await As(desk.Staff.OtherSupervisor).ListAsync("limit=200")).Ok()["rows"].EnumerateArray();
            return waits.All(row => row.GetProperty("ring") is not { ValueKind: System.Text.Json.JsonValueKind.Object } ring || ring.GetProperty("tier").GetInt32() >= 1);
        });
        await MakeAsync([.. Enum.GetValues<Relation>().Except([Relation.GlassOut, Relation.Unacknowledged, Relation.Alerted, Relation.Absent])]);

        async Task MakeAsync(params Relation[] relations) => await Parallel.ForEachAsync(
            wanted.Where(one => relations.Contains(one.Relation)), new ParallelOptions { MaxDegreeOfParallelism = 12 },
            async (one, _) => one.Keep(await MakeOneAsync(one.Relation, one.Actor)));
    }

    async Task<IncidentId> MakeOneAsync(Relation relation, Hired actor)
    {
        var id = IncidentId.New(TimeProvider.System);
        var own = relation is Relation.Own or Relation.OwnThreatening;
        var east = own || relation is Relation.SameTeam or Relation.Threatening or Relation.Witness;
        var starter = own ? actor : east ? desk.Staff.Agent : desk.Staff.Stranger;
        var agent = As(starter);
        var handler = As(!east ? desk.Staff.OtherSupervisor : actor == desk.Staff.Supervisor ? desk.Staff.Lead : desk.Staff.Supervisor);
        (await agent.PostAsync("/api/v1/incidents", new { id = id.ToString(), channel = "phone", team = (east ? desk.Staff.Agent : desk.Staff.Stranger).Team.ToString() })).Ok();
        (await agent.AppendAsync(id, SentEntry.Statement(Secret), SentEntry.Answer("summary", Secret))).Ok();
        EvidenceId.TryParse(Evidence, out var recording).ShouldBeTrue();
        (await new Sender(agent, id).PutAsync(recording, Recording, Secret + ".wav")).Status.ShouldBe(System.Net.HttpStatusCode.Created);
        if (relation == Relation.P0)
        {
            (await agent.AppendAsync(id, SentEntry.Answer("imminent", "yes"))).Ok();
        }

        if (relation is not (Relation.Own or Relation.Alerted or Relation.Unacknowledged))
        {
            (await handler.AcknowledgeAsync(id)).Ok();
        }

        await (relation switch
        {
            Relation.Owner => handler.AssignAsync(id, actor.UserName, "Knows the caller"),
            Relation.Alerted => agent.AskForSupervisorAsync(id),
            Relation.Shared => handler.GrantAsync(id, actor.UserName, "Knows the caller"),
            Relation.GlassOpen or Relation.GlassOut or Relation.GlassThreatening => As(actor).BreakGlassAsync(id, "Life at risk"),
            Relation.Filed or Relation.Threatening or Relation.Witness => agent.FileAsync(id),
            _ => Task.FromResult<Reply?>(null)!,
        });
        if (relation == Relation.GlassOut)
        {
            // Open and silent for an hour, it would ring for everybody who is to find the glass closed again.
            (await handler.GrantAsync(id, desk.Staff.OtherSecurity.UserName, "Closes it")).Ok();
            (await As(desk.Staff.OtherSecurity).CloseAsync(id, "The person is safe")).Ok();
        }

        if (relation is Relation.Threatening or Relation.Witness or Relation.OwnThreatening or Relation.GlassThreatening)
        {
            var field = relation == Relation.Witness ? "conflict-witness" : "subject-account";
            (await (own ? handler : agent).AppendAsync(id, SentEntry.Answer("kind", "bomb"), SentEntry.Answer(field, actor.UserName))).Ok();
        }

        return id;
    }
}
