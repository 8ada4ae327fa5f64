using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Keys;
using Holdfast.Tests.Ledger;
using Shouldly;
using static Holdfast.Tests.Evidence.Keeping;

namespace Holdfast.Tests.Evidence;

/// <summary>What a kill left behind goes; what anybody may still need stays.</summary>
public sealed class EvidenceSweepTest
{
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Parts_that_nobody_knows_and_second_copies_go_after_an_hour(Kind kind)
    {
        await using var evidence = await EvidenceHouse.OpenAsync(kind);
        var incident = await evidence.House.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(Frame + 10);
        var kept = await evidence.KeepAsync(incident, bytes);
        var copy = await evidence.KeepAsync(incident, bytes, same: kept);
        var part = await evidence.KeepAsync(incident, bytes, enter: false, finish: false);
        var empty = await evidence.KeepAsync(incident, [], enter: false, finish: false);
        var arriving = await evidence.KeepAsync(incident, bytes, enter: false, finish: false);
        var working = await evidence.KeepAsync(incident, bytes, enter: false);
        foreach (var known in new[] { arriving, working })
        {
            await evidence.Uploads.BeginAsync(incident, known, LedgerHouse.Ana.Id, new UploadWords("a"), evidence.House.Clock.GetUtcNow());
        }

        Age(evidence, TimeSpan.FromMinutes(59));
        (await SweepAsync(evidence)).ShouldBe(new Swept(0, 0), "it may be at work on them");
        Age(evidence, TimeSpan.FromMinutes(61));
        (await SweepAsync(evidence)).ShouldBe(new Swept(3, 0));
        evidence.Store.All().Select(one => one.Evidence).ShouldBe([kept, arriving, working], ignoreOrder: true);
        foreach (var gone in new[] { copy, part, empty })
        {
            File.Exists(evidence.PathOf(incident, gone) + ".tail").ShouldBeFalse();
        }

        (await evidence.CheckAsync()).Damaged.ShouldBeEmpty();
        (await SweepAsync(evidence)).ShouldBe(new Swept(0, 0));
    }

    /// <summary>An older copy of the database beside a newer folder, or another installation's folder named by mistake: nothing in it may be lost.</summary>
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task What_is_whole_or_of_an_unknown_incident_is_never_taken(Kind kind)
    {
        await using var evidence = await EvidenceHouse.OpenAsync(kind);
        var incident = await evidence.House.StartAsync();
        await evidence.KeepAsync(incident, RandomNumberGenerator.GetBytes(Frame), enter: false);
        await evidence.KeepAsync(incident, [], enter: false);
        var theirs = DataKey.New(IncidentId.New(TimeProvider.System));
        using (var intake = Intake.Open(evidence.Store, theirs, NewId())!)
        {
            intake.Append([1, 2, 3]);
            intake.Hold();
        }

        Age(evidence, TimeSpan.FromDays(30));
        (await SweepAsync(evidence)).ShouldBe(new Swept(0, 3));
        evidence.Store.All().Count().ShouldBe(3);
    }

    [Fact]
    public async Task What_an_entry_keeps_stays_even_when_its_incident_cannot_be_read()
    {
        await using var evidence = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var incident = await evidence.House.StartAsync();
        var id = await evidence.KeepAsync(incident, [1, 2, 3]);
        await evidence.House.Database.ExecuteAsync("UPDATE incident SET content = id");
        await evidence.House.Database.ExecuteAsync("UPDATE entry SET author = incident WHERE position = 1");
        File.WriteAllBytes(evidence.PathOf(incident, id), [1, 2, 3]);
        Age(evidence, TimeSpan.FromDays(30));
        (await SweepAsync(evidence)).ShouldBe(new Swept(0, 0));
        evidence.Store.All().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_writes_at_this_moment_stays()
    {
        await using var evidence = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var incident = await evidence.House.StartAsync();
        var part = await evidence.KeepAsync(incident, [1], enter: false, finish: false);
        using (var intake = Intake.Open(evidence.Store, await evidence.KeyAsync(incident), part)!)
        {
            intake.Append([2]);
            Age(evidence, TimeSpan.FromDays(2));
            (await SweepAsync(evidence)).Removed.ShouldBe(0);
            intake.Finish().Sha256.ShouldBe(Sha256([1, 2]));
        }

        File.Exists(evidence.PathOf(incident, part)).ShouldBeTrue();
    }

    static Task<Swept> SweepAsync(EvidenceHouse evidence) =>
        new EvidenceSweep(evidence.Store, evidence.House.Database, evidence.Uploads, evidence.House.Reader, evidence.House.Clock).RunAsync();

    static void Age(EvidenceHouse evidence, TimeSpan age)
    {
        var at = (evidence.House.Clock.GetUtcNow() - age).UtcDateTime;
        foreach (var file in Directory.GetFiles(evidence.Folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, at);
        }
    }
}
