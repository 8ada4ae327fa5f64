using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Escalation;

/// <summary>
/// 300 seeded histories of people coming, going, declining, taking one and being marked, and of a server that is down for a while: whoever could come
/// is rung within the policy's time, nobody is rung who must not be, and each ends with exactly one owner.
/// </summary>
public sealed class EverybodyComesProperties
{
    const int Histories = 300;

    /// <summary>Seconds of one history.</summary>
    const int Length = 1500;

    static readonly Person[] Staff = [Cast.Sam, Cast.Lena, Cast.Olga, Cast.Cora, .. Enumerable.Range(0, 5).Select(More)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Somebody_always_comes_and_it_is_one(int tens)
    {
        for (var seed = tens * Histories / 10; seed < (tens + 1) * Histories / 10; seed++)
        {
            new Told(seed).Tell();
        }
    }

    static Person More(int number) => (number % 2 == 0 ? Cast.Sam : Cast.Olga) with { Id = new PersonId(new Guid($"00000000-0000-7000-8000-00000000{number + 0x3000:x4}")), UserName = $"more-{number}" };

    /// <summary>One history. The same seed tells the same.</summary>
    sealed class Told(int seed)
    {
        readonly Dictionary<PersonId, Presence> presences = Staff.ToDictionary(one => one.Id, one => new Presence(one.Id, Availability.Away, History.Began.AddHours(-1), DateTimeOffset.MaxValue));
        readonly History history = History.OfAna();
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15 + 1;
        int reachableUnrung;

        Incident Now => history.Incident;

        public void Tell()
        {
            history.Then(Cast.Ana.Id, Below(2) == 0 ? new SupervisorRequested(AskedBy.Agent) : new AnswerGiven(Small.Kind, AnswerState.Answered, [Small.Kinds[Below(Small.Kinds.Length)]]), TimeSpan.Zero);
            if (Now.Ring is null) history.Then(Cast.Ana.Id, new SupervisorRequested(AskedBy.Customer), TimeSpan.Zero);
            var downUntil = -1;
            for (var second = 0; second < Length && !(second > 700 && Now.Owner is not null && Now.Ring is null); second++)
            {
                Happens(second);
                downUntil = second > downUntil && Below(400) == 0 ? second + Below(90) : downUntil;
                history.Then(Cast.Ana.Id, new StatementAdded("and"), TimeSpan.FromSeconds(1));
                if (second >= downUntil) Work();
                Check(down: second < downUntil, second);
            }

            Now.Owner.ShouldNotBeNull($"seed {seed}: nobody has it");
            Now.Ring.ShouldBeNull($"seed {seed}: it rings on");
        }

        void Happens(int second)
        {
            var person = Staff[Below(Staff.Length)];
            switch (Below(second > 700 ? 8 : 60))
            {
                case 0:
                    presences[person.Id] = presences[person.Id] with { Chosen = (Availability)Below(4), ChosenAt = history.Now };
                    break;
                case 1 when Now.Ring?.IsRinging(person.Id) == true:
                    history.Then(person.Id, new RingDeclined(), TimeSpan.Zero);
                    break;
                case 2 when Now.Ring?.Tried(person.Id) == true && presences[person.Id].At(history.Now) is Availability.Available or Availability.OnACall && (second > 700 || Below(3) == 0):
                    history.Then(person.Id, new IncidentAcknowledged(), TimeSpan.Zero);
                    break;
                case 3 when Now.Handover is { IsOpen: true, AcceptedAt: not null } && second < 700:
                    history.Then(Cast.Ana.Id, new HandoverFailed(), TimeSpan.Zero);
                    break;
                case 4 when second < 700 && Now.Owner is { } owner:
                    history.Then(Cast.House, new OwnerLeft(owner), TimeSpan.Zero);
                    break;
                case 5 when second < 700 && Below(4) == 0:
                    history.Then(Cast.Ana.Id, new AnswerGiven(Fields.SubjectAccount, AnswerState.Answered, [person.Id.ToString()]), TimeSpan.Zero);
                    break;
                case 6 when second < 700:
                    history.Then(Cast.Ana.Id, new AnswerGiven(Small.Imminent, AnswerState.Answered, [Fields.Yes]), TimeSpan.Zero);
                    break;
                default:
                    break;
            }
        }

        void Work()
        {
            for (var moves = 0; Next() is { } next; moves++)
            {
                moves.ShouldBeLessThan(10, $"seed {seed}: it does not come to rest");
                history.Then(Cast.House, next, TimeSpan.Zero);
            }
        }

        Fact? Next() => Watches.Next(Now) is { } due && due.DueAt <= history.Now ? new DeadlinePassed(due.What, due.DueAt, due.Of)
            : Routing.Next(Now, Small.Procedure.Escalation, [.. Staff.Select(one => new Candidate(one, presences[one.Id]))], history.Now);

        void Check(bool down, int second)
        {
            var where = $"seed {seed}, second {second}";
            if (Now.Ring is not { } ring)
            {
                reachableUnrung = 0;
                return;
            }

            Now.Acknowledged.ShouldBeNull(where);
            ring.People.Select(one => one.Person).Intersect(Now.Excluded).ShouldBeEmpty(where);
            if (down)
            {
                return;
            }

            Now.DueAt.ShouldNotBeNull(where).ShouldBeGreaterThan(history.Now, where);
            var could = Staff.Where(one => Routing.MayBeRung(one, Now) && presences[one.Id].At(history.Now) == Availability.Available && ring.Find(one.Id) is not { State: RungState.Declined }).ToArray();
            reachableUnrung = could.Length > 0 && !could.Any(one => ring.IsRinging(one.Id)) ? reachableUnrung + 1 : 0;

            // Each turn is 20 s, and the last tier is reached after 300: within it whoever could come is rung.
            reachableUnrung.ShouldBeLessThanOrEqualTo(300, $"{where}: somebody is available and was not rung");
        }

        /// <summary>A number below another, from the seed: xorshift64*.</summary>
        int Below(int limit)
        {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            return (int)(state * 0x2545F4914F6CDD1D >> 33) % limit;
        }
    }
}
