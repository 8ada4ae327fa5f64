using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Tests.Incidents;
using Holdfast.Tests.People;
using Shouldly;

namespace Holdfast.Tests.Evidence;

public sealed class EvidenceFoldTest
{
    static readonly EvidenceId First = EvidenceId.Of("first"u8);
    static readonly EvidenceId Second = EvidenceId.Of("second"u8);
    static readonly EvidenceId Third = EvidenceId.Of("third"u8);
    static readonly DateTimeOffset Due = History.Began.AddDays(1);

    [Fact]
    public void There_is_none_yet() => History.OfAna().Incident.Evidence.ShouldBe(EvidenceWork.None);

    [Fact]
    public void A_piece_is_kept_once_with_who_and_when()
    {
        var history = History.OfAna().Then(Cast.Bob, Kept(First, "call.ogg", 10, "a"));
        history.Then(Cast.Ana, Kept(First, "other.ogg", 11, "b"));
        var item = history.Incident.Evidence.Items.ShouldHaveSingleItem();
        (item.Name, item.By, item.At, item.Original, item.IsPartial).ShouldBe(("call.ogg", Cast.Bob.Id, history.Entries[1].Head.OccurredAt, First, false));
    }

    [Fact]
    public void The_same_file_twice_is_one_original_with_two_entries()
    {
        var work = History.OfAna().Then(Cast.Ana, Kept(First, "a.png", 10, "a")).Then(Cast.Bob, Kept(Second, "b.png", 10, "a") with { Same = First }).Incident.Evidence;
        work.Items.Select(item => item.Original).ShouldBe([First, First]);
        work.WithBytes(10, "a")!.Id.ShouldBe(First);
        work.WithBytes(11, "a").ShouldBeNull("a length that differs is another file");
        work.WithBytes(10, "b").ShouldBeNull();
    }

    [Fact]
    public void A_verdict_holds_for_all_pieces_with_these_bytes_whichever_was_scanned()
    {
        foreach (var scanned in new[] { First, Second })
        {
            var history = History.OfAna().Then(Cast.Ana, Kept(First, "a", 10, "a")).Then(Cast.Ana, Kept(Second, "b", 10, "a") with { Same = First }).Then(Cast.Ana, Kept(Third, "c", 3, "c"))
                .Then(Cast.Ana, new EvidenceScanned(scanned, ScanResult.Found, "Eicar"));
            history.Incident.Evidence.Items.Select(item => (item.IsQuarantined, item.Found)).ShouldBe([(true, "Eicar"), (true, "Eicar"), (false, null)]);
            var later = EvidenceId.Of("later"u8);
            history.Then(Cast.Bob, Kept(later, "d", 10, "a") with { Same = First }).Incident.Evidence.Find(later)!.IsQuarantined.ShouldBeTrue("what comes later has the verdict of its bytes");
            history.Then(Cast.Ana, new EvidenceScanned(First, ScanResult.Clean)).Incident.Evidence.Items.ShouldAllBe(item => !item.IsQuarantined && item.Found == null);
        }
    }

    [Fact]
    public void A_verdict_on_a_piece_that_is_not_there_changes_nothing() =>
        History.OfAna().Then(Cast.Ana, new EvidenceScanned(First, ScanResult.Found, "Eicar")).Incident.Evidence.ShouldBe(EvidenceWork.None);

    [Fact]
    public void Fewer_bytes_than_announced_is_a_part() =>
        History.OfAna().Then(Cast.Ana, Kept(First, "a", 10, "a") with { Declared = 20 }).Incident.Evidence.Items[0].IsPartial.ShouldBeTrue();

    [Fact]
    public void A_promise_is_owed_until_it_comes()
    {
        var history = History.OfAna().Then(Cast.Ana, new EvidencePromised("the recording", Due, "telephony"));
        var promise = history.Incident.Evidence.Promises.ShouldHaveSingleItem();
        (promise.Id, promise.By, promise.IsOwed, history.Incident.Evidence.OwedBy).ShouldBe((history.Entries[1].Head.Id, Cast.Ana.Id, true, Due));
        history.Then(Cast.Bob, Kept(First, "call.ogg", 10, "a") with { Promise = promise.Id });
        history.Incident.Evidence.Promises[0].KeptAt.ShouldBe(history.Entries[2].Head.OccurredAt);
        history.Incident.Evidence.OwedBy.ShouldBeNull();
        history.Then(Cast.Bob, new PromiseWithdrawn(promise.Id, "too late")).Incident.Evidence.Promises[0].Withdrawn.ShouldBeNull("what has come can't be withdrawn");
        history.Then(Cast.Bob, Kept(Second, "more.ogg", 1, "b") with { Promise = promise.Id }).Incident.Evidence.Promises[0].KeptAt.ShouldBe(history.Entries[2].Head.OccurredAt, "it came when it came first");
    }

    [Fact]
    public void A_promise_is_withdrawn_with_a_reason_and_may_come_all_the_same()
    {
        var history = History.OfAna().Then(Cast.Ana, new EvidencePromised("the recording", Due));
        var promise = history.Incident.Evidence.Promises[0].Id;
        history.Then(Cast.Sam, new PromiseWithdrawn(promise, " ")).Incident.Evidence.OwedBy.ShouldBe(Due, "without a reason it is owed");
        history.Then(Cast.Sam, new PromiseWithdrawn(promise, "not recorded")).Incident.Evidence.OwedBy.ShouldBeNull();
        history.Then(Cast.Sam, new PromiseWithdrawn(promise, "another reason")).Incident.Evidence.Promises[0].Withdrawn.ShouldBe("not recorded");
        history.Then(Cast.Sam, Kept(First, "a", 1, "a") with { Promise = promise }).Incident.Evidence.Promises[0].ShouldSatisfyAllConditions(one => one.KeptAt.ShouldNotBeNull(), one => one.Withdrawn.ShouldBeNull());
    }

    [Fact]
    public void The_soonest_promise_is_what_is_owed_first() => History.OfAna()
        .Then(Cast.Ana, new EvidencePromised("a", Due)).Then(Cast.Ana, new EvidencePromised("b", Due.AddHours(-3))).Then(Cast.Ana, new EvidencePromised("c", Due.AddDays(1)))
        .Incident.Evidence.OwedBy.ShouldBe(Due.AddHours(-3));

    [Fact]
    public void A_promise_of_nothing_or_of_an_unknown_one_changes_nothing()
    {
        History.OfAna().Then(Cast.Ana, new EvidencePromised(" ", Due)).Then(Cast.Ana, new PromiseWithdrawn(History.EntryAt(9), "because")).Incident.Evidence.ShouldBe(EvidenceWork.None);
        History.OfAna().Then(Cast.Ana, Kept(First, "a", 1, "a") with { Promise = History.EntryAt(9) }).Incident.Evidence.Items.Length.ShouldBe(1);
    }

    [Fact]
    public void Pieces_promises_and_words_are_bounded()
    {
        var history = History.OfAna();
        for (var i = 0; i < Limits.MostPieces + 2; i++)
        {
            history.Then(Cast.Ana, Kept(EvidenceId.Of(BitConverter.GetBytes(i)), new string('n', 2000), i, "a") with { What = new string('w', 2000) });
            history.Then(Cast.Ana, new EvidencePromised(new string('p', 2000), Due, new string('f', 2000)));
        }

        var work = history.Incident.Evidence;
        (work.Items.Length, work.Promises.Length).ShouldBe((Limits.MostPieces, Limits.MostPromises));
        work.Items.ShouldAllBe(item => item.Name.Length == Limits.LongestName && item.What!.Length == Limits.LongestWords);
        work.Promises.ShouldAllBe(promise => promise.What.Length == Limits.LongestWords && promise.From!.Length == Limits.LongestWords);
    }

    [Fact]
    public void The_entry_of_a_piece_is_its_own_in_each_incident()
    {
        var other = new IncidentId(new Guid("00000000-0000-7000-8000-00000000bbbb"));
        First.EntryIn(History.Id).ShouldBe(First.EntryIn(History.Id));
        new[] { First.EntryIn(History.Id), First.EntryIn(other), Second.EntryIn(History.Id), new EntryId(First.Value) }.Distinct().Count().ShouldBe(4);
    }

    static EvidenceKept Kept(EvidenceId id, string name, long length, string hash) => new(id, name, length, hash, EvidenceType.Text);
}
