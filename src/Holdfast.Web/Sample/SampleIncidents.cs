using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Sample;

/// <summary>Eight made-up incidents of the last days, in every state and priority, written through the ledger like any other.</summary>
sealed class SampleIncidents(Ledger ledger, PastClock clock, IReadOnlyDictionary<string, (PersonId Id, TeamId Team)> people)
{
    public async Task WriteAsync(DateTimeOffset today)
    {
        await Bomb(today.AddDays(-6).AddHours(-2));
        await Family(today.AddDays(-5).AddHours(3));
        await Panels(today.AddDays(-4).AddHours(-5));
        await Windows(today.AddDays(-3).AddHours(1));
        await Shouting(today.AddDays(-2).AddHours(-1));
        await Bridge(today.AddDays(-1).AddHours(-4));
        await Depot(today.AddHours(-3));
        await Cut(today.AddMinutes(-26));
    }

    async Task Bomb(DateTimeOffset at)
    {
        var call = await StartAsync("maria", at);
        await call.Says("There is a bomb");
        await call.Answers(Fields.Kind, Kinds.Bomb);
        await call.Answers(Fields.Manner, "direct");
        await call.By("dana", new IncidentAcknowledged());
        await call.Says("You will see. The office on Fifth. Before noon.");
        await call.Answers(Fields.ThreatPlace, "The office on Fifth");
        await call.Answers(Fields.ThreatWhen, "Before noon");
        await call.Adds(new ContactEnded(Contact.CallerHungUp));
        await call.NotSaid(Fields.CallerName, Fields.CallerNumber, Fields.CallerLocation);
        await call.By("dana", new EmergencyCalled("911", null, "SAMPLE-1042", "The office on Fifth"));
        await call.Answers(Fields.Summary, "One sentence, then a place and a time. A male voice, calm, street noise.");
        await call.Adds(new IncidentFiled([Fields.CallerAccount]));
        await call.By("grace", new NoteAdded("Police searched the building and found nothing. Recording handed over."));
        await call.By("grace", new IncidentClosed("Handed to the police"));
    }

    async Task Family(DateTimeOffset at)
    {
        var call = await StartAsync("noor", at);
        await call.Says("If this issue is not resolved, I will hurt my family.");
        await call.Answers(Fields.Kind, Kinds.HarmToOthers);
        await call.Answers(Fields.Manner, "direct");
        await call.Answers(Fields.Conditional, Fields.Yes);
        await call.Answers(Fields.Targets, "His family");
        await call.Answers(Fields.CallerName, "Sample Caller");
        await call.Answers(Fields.Summary, "Bill in dispute for three months. Said it twice.");
        await call.Adds(new IncidentFiled([Fields.CallerLocation]));
        await call.By("tomas", new IncidentAcknowledged());
        await call.By("omar", new OwnerAssigned(people["omar"].Id, "Corporate Security goes on with it"));
        await call.By("omar", new IncidentClosed("Welfare check made; family safe"));
        await call.By("omar", new IncidentReopened("The same person called again"));
    }

    async Task Panels(DateTimeOffset at)
    {
        var call = await StartAsync("sam", at);
        await call.Says("If you don't remove the solar panels, I'm going to kill myself.");
        await call.Answers(Fields.Kind, Kinds.SelfHarm);
        await call.Answers(Fields.Conditional, Fields.Yes);
        await call.Adds(new SupervisorRequested(AskedBy.Customer));
        await call.By("lee", new IncidentAcknowledged());
        await call.Answers(Fields.CallerName, "Sample Customer");
        await call.Answers(Fields.CallerLocation, "At home, 12 Sample Street");
        await call.By("lee", new EmergencyCalled("988", null, null, "12 Sample Street"));
        await call.Answers(Fields.Summary, "Stayed on the line for forty minutes. Talked to 988 in a conference.");
        await call.Adds(new IncidentFiled([]));
        await call.By("grace", new IncidentClosed("Reached and safe"));
    }

    async Task Windows(DateTimeOffset at)
    {
        var call = await StartAsync("maria", at);
        await call.Says("Somebody should put a brick through your windows.");
        await call.Answers(Fields.Kind, Kinds.Property);
        await call.Answers(Fields.Manner, "implied");
        await call.NotSaid(Fields.CallerName, Fields.ThreatWhen);
        await call.Adds(new IncidentFiled([Fields.CallerNumber, Fields.CallerLocation]));
        await call.By("dana", new IncidentAcknowledged());
        await call.By("dana", new PriorityLowered(Priority.P3, "Said in anger; apologized at the end of the call"));
    }

    async Task Shouting(DateTimeOffset at)
    {
        var call = await StartAsync("noor", at);
        await call.Says("I know which car you drive.");
        await call.Answers(Fields.Kind, Kinds.Harassment);
        await call.Answers(Fields.Manner, "perceived");
        await call.Answers(Fields.CallerNumber, "555-0142");
        await call.Adds(new IncidentFiled([Fields.CallerName]));
        await call.By("tomas", new IncidentAcknowledged());
        await call.By("tomas", new PriorityRaised(Priority.P1, "The second call about the same agent"));
    }

    async Task Bridge(DateTimeOffset at)
    {
        var call = await StartAsync("sam", at);
        await call.Says("I am on the bridge already.");
        await call.Answers(Fields.Kind, Kinds.SelfHarm);
        await call.Answers(Fields.Imminent, Fields.Yes);
        await call.By("dana", new IncidentAcknowledged());
        await call.Answers(Fields.CallerLocation, "Sample Bridge, north side");
        await call.By("dana", new EmergencyCalled("911", null, "SAMPLE-1803", "Sample Bridge, north side"));
        await call.Adds(new ContactEnded(Contact.LineLost));
        await call.Adds(new IncidentFiled([Fields.CallerName]));
        await call.By("dana", new NoteAdded("Responders reached him at 18:11."));
    }

    async Task Depot(DateTimeOffset at)
    {
        var call = await StartAsync("noor", at);
        await call.Says("I'm coming down to the depot and somebody is going to get hurt.");
        await call.Answers(Fields.Kind, Kinds.HarmToOthers);
        await call.Answers(Fields.Manner, "direct");
        await call.Answers(Fields.ThreatPlace, "The depot");
        await call.Adds(new IncidentFiled([Fields.CallerName, Fields.CallerNumber]));
        await call.By("tomas", new IncidentAcknowledged());
        await call.By("omar", new NoteAdded("Depot told, gate closed."));
    }

    async Task Cut(DateTimeOffset at)
    {
        var call = await StartAsync("sam", at);
        await call.Says("You people will be sorry.");
        await call.Answers(Fields.Manner, "implied");
        await call.Adds(new ContactEnded(Contact.LineLost));
    }

    async Task<Call> StartAsync(string agent, DateTimeOffset at)
    {
        clock.GoTo(at);
        var (id, team) = people[agent];
        var incident = IncidentId.New(clock);
        await AppendAsync(incident, id, new IncidentStarted(Channel.Phone, team, default), new EntryId(incident.Value));
        return new Call(this, incident, id);
    }

    PersonId PersonOf(string userName) => people[userName].Id;

    Task AfterAsync(TimeSpan pause, IncidentId incident, PersonId by, Fact fact)
    {
        clock.Pass(pause);
        return AppendAsync(incident, by, fact);
    }

    async Task AppendAsync(IncidentId incident, PersonId by, Fact fact, EntryId? entry = null) => await ledger.AppendAsync(new Append
    {
        Incident = incident,
        Author = by,
        Entries = [new NewEntry(entry ?? EntryId.New(clock), fact, clock.GetUtcNow())],
    });

    /// <summary>One call, told as it went: eleven seconds pass between two entries.</summary>
    sealed class Call(SampleIncidents all, IncidentId incident, PersonId agent)
    {
        static readonly TimeSpan Pause = TimeSpan.FromSeconds(11);

        public Task Says(string words) => Adds(new StatementAdded(words));

        public Task Answers(string field, params ImmutableArray<string> values) => Adds(new AnswerGiven(field, AnswerState.Answered, values));

        public async Task NotSaid(params string[] fields)
        {
            foreach (var field in fields)
            {
                await Adds(new AnswerGiven(field, AnswerState.NotSaid, []));
            }
        }

        public Task Adds(Fact fact) => AddAsync(agent, fact);

        public Task By(string colleague, Fact fact) => AddAsync(all.PersonOf(colleague), fact);

        Task AddAsync(PersonId by, Fact fact) => all.AfterAsync(Pause, incident, by, fact);
    }
}
