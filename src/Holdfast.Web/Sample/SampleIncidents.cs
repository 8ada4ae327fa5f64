using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Procedures.Examples;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Sample;

/// <summary>Made-up incidents of the last days: the pack's own examples that are marked as sample, written through the ledger like any other incident.</summary>
sealed class SampleIncidents(Ledger ledger, PastClock clock, Procedure procedure, SampleEvidence evidence, IReadOnlyDictionary<string, SampleMember> people)
{
    /// <summary>Between two things that happen.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(11);

    /// <summary>How long ago the last of them began, and the one before it; the earlier ones are a day apart.</summary>
    static readonly TimeSpan Last = TimeSpan.FromMinutes(26);
    static readonly TimeSpan NextToLast = TimeSpan.FromHours(3);

    /// <summary>What happened in the past is over: nobody is rung for it when the sample desk opens.</summary>
    static readonly WatchTimes Watch = new(Never, Never, Never, Never, Never);

    /// <summary>Ten years in seconds.</summary>
    const int Never = 315_360_000;

    public async Task WriteAsync(IEnumerable<Example> examples, DateTimeOffset today)
    {
        var told = examples.Where(example => example.Sample).ToArray();
        var agents = people.Values.Where(person => person.Role == Role.Agent).ToArray();
        var supported = Array.FindLastIndex(told, example => example.Channel == Channel.Phone);
        for (var i = 0; i < told.Length; i++)
        {
            clock.GoTo(today - Age(told.Length - 1 - i));
            var incident = await TellAsync(told[i], agents[i % agents.Length]);
            if (i == supported)
            {
                await evidence.AddAsync(incident);
            }
        }
    }

    /// <summary>How long ago an incident began that has so many after it: at a different time of each day.</summary>
    static TimeSpan Age(int after) => after switch
    {
        0 => Last,
        1 => NextToLast,
        _ => TimeSpan.FromDays(after - 1) + TimeSpan.FromHours(after * 5 % 9 - 4),
    };

    async Task<Incident> TellAsync(Example example, SampleMember agent)
    {
        var id = IncidentId.New(clock);
        var incident = await AppendAsync(id, agent.Id, [new IncidentStarted(example.Channel, agent.Team, default, procedure.Version, Watch)], new EntryId(id.Value));
        foreach (var happening in example.Steps)
        {
            clock.Pass(Pause);
            var author = happening.By == Role.Agent ? agent.Id : Colleague(happening.By, agent.Team);
            incident = await AppendAsync(id, author, happening.Facts(incident, procedure, author));
        }

        return incident;
    }

    /// <summary>Somebody of that role, of the same team where there is one.</summary>
    PersonId Colleague(Role role, TeamId team) =>
        people.Values.Where(person => person.Role == role).OrderBy(person => person.Team == team ? 0 : 1).First().Id;

    async Task<Incident> AppendAsync(IncidentId id, PersonId author, IEnumerable<Fact> facts, EntryId? first = null)
    {
        var entries = facts.Select((fact, i) => new NewEntry(i == 0 && first is { } given ? given : EntryId.New(clock), fact, clock.GetUtcNow()));
        return await ledger.AppendAsync(new Append { Incident = id, Author = author, Entries = [.. entries] }) is Appended.Done { After: { } after }
            ? after : throw new InvalidOperationException("An example could not be written.");
    }
}
