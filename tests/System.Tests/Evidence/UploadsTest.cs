using System.Security.Cryptography;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Tests.Ledger;
using Shouldly;
using static Holdfast.Tests.Evidence.Keeping;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Evidence;

/// <summary>What is on its way in, and what is still to be done, is known to all nodes and readable to none without the key.</summary>
public sealed class UploadsTest
{
    static readonly UploadWords Words = new("../quokka\u202Egnp.exe", "image/png", 5_000_000_000, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "what he sent", new EntryId(new Guid("00000000-0000-7000-9000-000000000001")));

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task What_was_said_of_it_comes_back_on_another_node(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var (uploads, incident, piece) = (new Uploads(house.Database, house.Keys, house.Record), await house.StartAsync(), NewId());
        (await uploads.FindAsync(incident, piece)).ShouldBeNull();
        var began = house.Clock.GetUtcNow();
        var begun = await uploads.BeginAsync(incident, piece, Ana.Id, Words, began);
        begun.ShouldBe(new Upload(incident, piece, Ana.Id, began, began, UploadState.Arriving, 0, Words));

        await using var node = await house.SecondNodeAsync();
        var there = new Uploads(node.Database, node.Keys, node.Record);
        (await there.FindAsync(incident, piece)).ShouldBe(begun);
        (await there.BeginAsync(incident, piece, Bob.Id, new UploadWords("other"), began.AddSeconds(9))).ShouldBe(begun, "whoever comes second is told of the first");
        (await there.KeyAsync(incident)).ShouldNotBeNull();
        (await there.KeyAsync(IncidentId.New(house.Clock))).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => there.BeginAsync(IncidentId.New(house.Clock), piece, Ana.Id, Words, began));
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task It_arrives_is_kept_and_gone(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var (uploads, incident, piece, later) = (new Uploads(house.Database, house.Keys, house.Record), await house.StartAsync(), NewId(), NewId());
        var now = house.Clock.GetUtcNow();
        await uploads.BeginAsync(incident, later, Bob.Id, Words, now.AddSeconds(5));
        await uploads.BeginAsync(incident, piece, Ana.Id, Words, now);
        await uploads.BeginAsync(await house.StartAsync(), piece, Ana.Id, Words, now);
        (await uploads.OfIncidentAsync(incident)).Select(one => one.Evidence).ShouldBe([piece, later]);

        (await uploads.DueAsync(UploadState.Arriving, now.AddSeconds(4), 10)).Count.ShouldBe(2, "without a sign since");
        await uploads.TouchAsync(incident, piece, now.AddSeconds(60));
        await uploads.TouchAsync(incident, piece, now.AddSeconds(30));
        (await uploads.FindAsync(incident, piece))!.LastAt.ShouldBe(now.AddSeconds(60), "signs only move on");
        (await uploads.DueAsync(UploadState.Arriving, now.AddSeconds(4), 10)).Count.ShouldBe(1);
        (await uploads.DueAsync(UploadState.Arriving, now.AddSeconds(60), 1)).Count.ShouldBe(1);

        await uploads.KeptAsync(incident, piece, now.AddSeconds(61));
        (await uploads.OfIncidentAsync(incident)).Select(one => one.Evidence).ShouldBe([later]);
        await uploads.TouchAsync(incident, piece, now.AddSeconds(99));
        var work = (await uploads.DueAsync(UploadState.Kept, now.AddSeconds(61), 10)).ShouldHaveSingleItem();
        (work.Evidence, work.Attempts, work.Words).ShouldBe((piece, 0, Words));
        await uploads.RemoveAsync(incident, piece);
        (await uploads.FindAsync(incident, piece)).ShouldBeNull();
        (await uploads.FindAsync(incident, later)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task One_node_does_the_work_and_another_if_it_dies(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var (uploads, incident, piece) = (new Uploads(house.Database, house.Keys, house.Record), await house.StartAsync(), NewId());
        var now = house.Clock.GetUtcNow();
        await uploads.BeginAsync(incident, piece, Ana.Id, Words, now);
        await uploads.KeptAsync(incident, piece, now);
        var work = (await uploads.DueAsync(UploadState.Kept, now, 10))[0];
        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => uploads.ClaimAsync(work, now.AddMinutes(1)))));
        claims.Count(claimed => claimed).ShouldBe(1);
        (await uploads.DueAsync(UploadState.Kept, now.AddSeconds(59), 10)).ShouldBeEmpty();

        var again = (await uploads.DueAsync(UploadState.Kept, now.AddMinutes(1), 10)).ShouldHaveSingleItem("whoever had it died");
        again.Attempts.ShouldBe(1);
        (await uploads.ClaimAsync(again, now.AddMinutes(2))).ShouldBeTrue();
        await uploads.PostponeAsync(incident, piece, now.AddHours(1));
        (await uploads.DueAsync(UploadState.Kept, now.AddMinutes(59), 10)).ShouldBeEmpty();
        (await uploads.DueAsync(UploadState.Kept, now.AddHours(1), 10))[0].Attempts.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Words_are_sealed_and_a_row_that_somebody_altered_holds_up_no_other(Kind kind)
    {
        await using var house = await OpenAsync(kind);
        var (uploads, incident, piece, other) = (new Uploads(house.Database, house.Keys, house.Record), await house.StartAsync(), NewId(), NewId());
        await uploads.BeginAsync(incident, piece, Ana.Id, Words, house.Clock.GetUtcNow());
        await uploads.BeginAsync(incident, other, Ana.Id, Words, house.Clock.GetUtcNow());
        var stored = (await house.Database.QueryAsync("SELECT ciphertext FROM upload", row => (byte[])row[0]))[0];
        stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes("quokka")).ShouldBe(-1);
        foreach (var damage in new[] { "person = incident", "begun_at = begun_at + 1", "ciphertext = incident" })
        {
            await house.Database.ExecuteAsync($"UPDATE upload SET {damage} WHERE evidence = $1", piece.ToBytes());
            await Should.ThrowAsync<CryptographicException>(() => uploads.FindAsync(incident, piece));
            (await uploads.OfIncidentAsync(incident)).Select(one => one.Evidence).ShouldBe([other], damage);
        }
    }

    /// <summary>Every word typed writes the incident's row anew; with a usual amount of evidence it stays small, and with the most there can be it is bounded.</summary>
    [Theory]
    [InlineData(20, 15_000)]
    [InlineData(Limits.MostPieces, 300_000)]
    public async Task The_read_row_stays_small_with_evidence(int pieces, int most)
    {
        await using var house = await OpenAsync(Kind.Sqlite);
        var incident = await house.StartAsync(Ana, [.. Enumerable.Range(0, pieces).Select(i => new EvidenceKept(NewId(), $"IMG_2026030{i}_140211.jpg", 1_234_567, new string('a', 64), EvidenceType.Jpeg, What: "a picture that he sent"))]);
        (await house.FindAsync(incident)).Evidence.Items.Length.ShouldBe(pieces);
        (await house.NumberAsync("SELECT length(content) FROM incident WHERE id = $1", incident.ToBytes())).ShouldBeLessThan(most);
    }
}
