using System.Collections.Immutable;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Holdfast.Storage.Notices;
using Holdfast.Web.Feed;

namespace Holdfast.Web.Notices;

/// <summary>
/// Makes notices: as rows for <see cref="Append.Also"/>, so that they are there with the fact they tell of, or not at all. It asks no database. Who is
/// to be told is the caller's decision; whether it is still needed is asked again before anything goes out. Thread-safe.
/// </summary>
public sealed class Notices(KnownMethods methods, Audience screens, TimeProvider clock)
{
    /// <summary>People of one call at most.</summary>
    public const int MostPeople = 2000;

    /// <summary>How long a screen has to show a notice before it counts as closed.</summary>
    static readonly TimeSpan ScreenComes = TimeSpan.FromSeconds(10);

    /// <summary>Told when deliveries may be due.</summary>
    public event Action? Woken;

    /// <summary>
    /// A notice for each of these people, on their screen and by each of their verified methods. Asked again while a notice of the same cause and round
    /// stands, it makes none, so that sending a fact again tells nobody twice.
    /// </summary>
    /// <param name="incident">As it was before the fact, or after: its number and priority are taken.</param>
    /// <param name="round">Which time they are told within one ring: another number tells them once more.</param>
    public ImmutableArray<Write> For(Incident incident, IEnumerable<PersonId> people, NoticeCause cause, DateTimeOffset now, int round = 0)
    {
        var rows = ImmutableArray.CreateBuilder<Write>();
        foreach (var person in people.Distinct().Take(MostPeople))
        {
            var id = NoticeId.New(clock);
            rows.Add(NoticeRows.Of(id, incident, person, cause, round, now));
            AddDeliveries(rows, id, person, now);
        }

        return rows.DrainToImmutable();
    }

    /// <summary>A notice about the house itself, such as a test, for one person.</summary>
    /// <param name="once">Within this time they get one of this cause.</param>
    public ImmutableArray<Write> OfHouse(NoticeId id, PersonId person, NoticeCause cause, TimeSpan once, DateTimeOffset now)
    {
        var rows = ImmutableArray.CreateBuilder<Write>();
        rows.Add(NoticeRows.OfHouse(id, person, cause, once, now));
        AddDeliveries(rows, id, person, now);
        return rows.DrainToImmutable();
    }

    /// <summary>The alert is on this person's screen.</summary>
    public ImmutableArray<Write> Shown(IncidentId incident, PersonId person, DateTimeOffset now) => NoticeRows.Shown(incident, person, now);

    /// <summary>Somebody has it, or it is closed: what has not gone out is not needed.</summary>
    public ImmutableArray<Write> Over(IncidentId incident, DateTimeOffset now) => NoticeRows.Over(incident, now);

    /// <summary>Whether somebody can be reached away from their desk by a phone that they verified.</summary>
    public bool HasPhone(PersonId person) => methods.Of(person).Any(method => method is { Kind: MethodKind.Push, VerifiedAt: not null });

    /// <summary>To be said after the commit, so that what is due goes out at once. Never blocks.</summary>
    public void Wake() => Woken?.Invoke();

    void AddDeliveries(ImmutableArray<Write>.Builder rows, NoticeId id, PersonId person, DateTimeOffset now)
    {
        rows.Add(NoticeRows.OnScreen(id, screens.Has(person), now, now + ScreenComes));
        foreach (var method in methods.Of(person).Where(method => method.VerifiedAt is not null))
        {
            rows.Add(NoticeRows.By(id, method, now));
        }
    }
}
