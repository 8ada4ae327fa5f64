using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;

namespace Holdfast.Tests.Incidents;

/// <summary>A record that grows entry by entry, a second apart unless said otherwise, with the incident that it folds to.</summary>
sealed class History
{
    public static readonly DateTimeOffset Began = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);
    public static readonly IncidentId Id = new(new Guid("00000000-0000-7000-8000-00000000aaaa"));
    static readonly IncidentNumber Number = new(2026, 42);

    History()
    {
    }

    public List<Entry> Entries { get; } = [];

    public DateTimeOffset Now { get; private set; } = Began;

    public Incident Incident { get; private set; } = Fold.Apply(null, Head(Cast.Ana.Id, 1, Began), Start);

    static IncidentStarted Start => new(Channel.Phone, Cast.Blue, Number, Small.Version);

    /// <summary>Ana of the blue team has just touched the key.</summary>
    public static History OfAna()
    {
        var history = new History();
        history.Entries.Add(new Entry(Head(Cast.Ana.Id, 1, Began), Start));
        return history;
    }

    public History Then(Person by, Fact fact) => Then(by.Id, fact, TimeSpan.FromSeconds(1));

    public History Then(PersonId by, Fact fact, TimeSpan later)
    {
        Now += later;
        var before = Incident;
        Add(by, fact);

        // As the ledger does: what follows is written with what it follows from.
        foreach (var follows in Consequences.Of(before, Incident, Small.Procedure))
        {
            Add(by, follows);
        }

        return this;
    }

    public History Answers(Person by, string field, params string[] values) => Then(by, new AnswerGiven(field, AnswerState.Answered, [.. values]));

    public History TakesBack(Person by, string field) => Then(by, new AnswerGiven(field, AnswerState.Blank, []));

    public History Marks(Person by, Person subject) => Answers(by, Fields.SubjectAccount, subject.Id.ToString());

    /// <summary>A move of the ring: these ring from now on, for twenty seconds.</summary>
    public History Rings(params Person[] people) => Then(Cast.House, new PeopleRung([.. people.Select(one => one.Id)], 0, 1, Now + TimeSpan.FromSeconds(21), DueAt: Incident.DueAt), TimeSpan.FromSeconds(1));

    /// <summary>One of them is rung, and nobody beside.</summary>
    public History RingsAlone(Person person) => Then(Cast.House, new PeopleRung([person.Id], 0, 1, Now + TimeSpan.FromSeconds(21), person.Id, Incident.DueAt), TimeSpan.FromSeconds(1));

    /// <summary>A minute later everybody who can help is rung.</summary>
    public History Widens() => Then(Cast.House, new PeopleRung([Cast.Sam.Id, Cast.Lena.Id, Cast.Olga.Id, Cast.Cora.Id], 2, 1, Now + TimeSpan.FromSeconds(120), DueAt: Incident.DueAt), TimeSpan.FromSeconds(60));

    /// <summary>A watch fires.</summary>
    public History Passes(Watch what, EntryId? of = null) => Then(Cast.House, new DeadlinePassed(what, Watches.Open(Incident).First(one => one.What == what && one.Of == of).DueAt, of), TimeSpan.FromSeconds(1));

    /// <summary>The id of the entry at a sequence.</summary>
    public static EntryId EntryAt(int sequence) => new(new Guid($"00000000-0000-7000-9000-{sequence:000000000000}"));

    void Add(PersonId by, Fact fact)
    {
        var head = Head(by, Incident.Sequence + 1, Now);
        Entries.Add(new Entry(head, fact));
        Incident = Fold.Apply(Incident, head, fact);
    }

    static EntryHead Head(PersonId by, int sequence, DateTimeOffset at) => new(100 + sequence, Id, sequence, EntryAt(sequence), by, at, at - TimeSpan.FromMilliseconds(300));
}
