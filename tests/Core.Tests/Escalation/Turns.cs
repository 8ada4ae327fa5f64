using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>A desk on paper: who is there, one incident, and the moves that routing makes whenever one is due, as the worker would.</summary>
sealed class Turns
{
    static readonly DateTimeOffset Idle = History.Began.AddHours(-1);
    readonly Dictionary<PersonId, Candidate> people = [];
    readonly History history = History.OfAna();

    public Incident Incident => history.Incident;

    public DateTimeOffset Now => history.Now;

    public Ring Ring => Incident.Ring ?? throw new InvalidOperationException("It doesn't ring.");

    public IReadOnlyCollection<Candidate> Everybody => people.Values;

    /// <summary>Seconds until the next move.</summary>
    public double DueIn => (Ring.DueAt - Now).TotalSeconds;

    /// <summary>Somebody is available, idle for so many minutes.</summary>
    public Turns Has(Person person, int idle = 30) => Add(person, new Presence(person.Id, Availability.Available, Idle.AddMinutes(-idle), DateTimeOffset.MaxValue));

    public Turns Phone(Person person, int idle) => Add(person, new Presence(person.Id, Availability.Available, Idle.AddMinutes(-idle), null, HasPhone: true));

    public Turns Is(Person person, Availability availability, bool screen = true) => Add(person, new Presence(person.Id, availability, Idle, screen ? DateTimeOffset.MaxValue : null));

    public Turns Took(Person person, int ago) => Add(person, people[person.Id].Presence with { HandledAt = Idle.AddMinutes(60 - ago) });

    public Turns Asks() => Says(Cast.Ana, new SupervisorRequested(AskedBy.Agent));

    public Turns Hears(string field, string value) => Says(Cast.Ana, new AnswerGiven(field, AnswerState.Answered, [value]));

    public Turns Marks(Person subject) => Says(Cast.Ana, new AnswerGiven(Fields.SubjectAccount, AnswerState.Answered, [subject.Id.ToString()]));

    public Turns Declines(Person person) => Says(person, new RingDeclined());

    public Turns Takes(Person person) => Says(person, new IncidentAcknowledged());

    public Turns Says(Person person, Fact fact)
    {
        history.Then(person.Id, fact, TimeSpan.Zero);
        return Looks();
    }

    /// <summary>Time passes, second by second, and every move is made when it is due.</summary>
    public Turns After(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            history.Then(Cast.Ana.Id, new NoteAdded("tick"), TimeSpan.FromSeconds(1));
            Looks();
        }

        return this;
    }

    /// <summary>Makes what is to be done now.</summary>
    public Turns Looks()
    {
        for (var i = 0; Watches.Next(Incident) is { } due && due.DueAt <= Now; i++)
        {
            history.Then(Cast.House, new DeadlinePassed(due.What, due.DueAt, due.Of), TimeSpan.Zero);
            i.ShouldBeLessThan(20, "a watch fires once");
        }

        for (var i = 0; Routing.Next(Incident, Small.Procedure.Escalation, Everybody, Now) is { } move; i++)
        {
            move.NextAt.ShouldBeGreaterThan(Now, "no due time is left in the past");
            history.Then(Cast.House, move, TimeSpan.Zero);
            i.ShouldBeLessThan(3, "one move settles it");
        }

        return this;
    }

    public Turns Rings(params Person[] expected)
    {
        Ring.Ringing.Select(one => one.Person).ShouldBe(expected.Select(one => one.Id), ignoreOrder: true);
        return this;
    }

    Turns Add(Person person, Presence presence)
    {
        people[person.Id] = new Candidate(person, presence);
        return this;
    }
}
