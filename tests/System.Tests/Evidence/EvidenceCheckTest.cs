using System.Security.Cryptography;
using Holdfast.Core.Evidence;
using Holdfast.Storage.Evidence;
using Holdfast.Tests.Ledger;
using Shouldly;
using static Holdfast.Tests.Evidence.Keeping;

namespace Holdfast.Tests.Evidence;

/// <summary>A recording that somebody tampered with is named, with its incident's number.</summary>
public sealed class EvidenceCheckTest
{
    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task All_is_well_and_counted(Kind kind)
    {
        await using var evidence = await EvidenceHouse.OpenAsync(kind);
        var incident = await evidence.House.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(Frame + 9);
        var first = await evidence.KeepAsync(incident, bytes);
        await evidence.EnterAsync(incident, NewId(), bytes, same: first);
        await evidence.KeepAsync(await evidence.House.StartAsync(), []);
        var told = 0;
        var report = await new EvidenceCheck(evidence.Store, evidence.House.Database).RunAsync((await evidence.House.VerifyAsync()).Evidence, (_, _) => told++);
        (report.Originals, report.Bytes, told).ShouldBe((2, bytes.Length, 3));
        report.Damaged.ShouldBeEmpty();
        report.Unknown.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task Whatever_somebody_did_to_an_original_is_named(Kind kind)
    {
        await using var evidence = await EvidenceHouse.OpenAsync(kind);
        var incident = await evidence.House.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes((3 * Frame) + 9);
        var id = await evidence.KeepAsync(incident, bytes);
        var other = await evidence.KeepAsync(incident, RandomNumberGenerator.GetBytes(50));
        var path = evidence.PathOf(incident, id);
        var stored = await File.ReadAllBytesAsync(path);
        (Action Damage, string Words)[] cases =
        [
            (() => File.WriteAllBytes(path, Altered(stored, (2 * Whole) + 500)), "frame 3 of 4 was altered"),
            (() => File.WriteAllBytes(path, Altered(stored, 0, Whole, (3 * Whole) + 3)), "frames 1 to 2, 4 of 4 were altered"),
            (() => File.WriteAllBytes(path, stored[..(2 * Whole)]), $"frames 3 to 4 of 4 were altered, and it is cut: {2 * Whole} bytes of {stored.Length} are there"),
            (() => File.WriteAllBytes(path, [.. stored, 1, 2]), "2 bytes were added at its end"),
            (() => File.WriteAllBytes(path, File.ReadAllBytes(evidence.PathOf(incident, other))), "frames 1 to 4 of 4 were altered, and it is cut"),
            (() => File.Delete(path), "its original is missing"),
        ];
        var number = (await evidence.House.FindAsync(incident)).Number;
        foreach (var (damage, words) in cases)
        {
            damage();
            var report = await evidence.CheckAsync();
            report.Damaged.ShouldHaveSingleItem(words).ShouldStartWith($"evidence {id} of {number}: {words}");
            report.Unknown.ShouldBeEmpty();
            await File.WriteAllBytesAsync(path, stored);
        }

        (await evidence.CheckAsync()).Damaged.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entry_that_says_something_else_than_its_original_is_named()
    {
        await using var evidence = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var incident = await evidence.House.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(100);
        var id = await evidence.KeepAsync(incident, bytes, enter: false);
        await evidence.EnterAsync(incident, id, RandomNumberGenerator.GetBytes(100));
        await evidence.EnterAsync(incident, NewId(), bytes, same: id);
        await evidence.EnterAsync(incident, NewId(), bytes, same: NewId());
        (await evidence.CheckAsync()).Damaged.Select(line => line[(line.LastIndexOf(':') + 2)..].Split(' ')[1]).ShouldBe(["hash", "is", "is"]);
    }

    [Fact]
    public async Task An_empty_original_that_was_taken_away_is_missed()
    {
        await using var evidence = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var incident = await evidence.House.StartAsync();
        var id = await evidence.KeepAsync(incident, []);
        File.WriteAllBytes(evidence.PathOf(incident, id), []);
        (await evidence.CheckAsync()).Damaged.ShouldHaveSingleItem().ShouldContain("frame 1 of 1 was altered, and it is cut");
    }

    [Fact]
    public async Task A_piece_of_a_damaged_record_is_still_checked()
    {
        await using var evidence = await EvidenceHouse.OpenAsync(Kind.Sqlite);
        var incident = await evidence.House.StartAsync();
        var id = await evidence.KeepAsync(incident, [1, 2, 3]);
        await evidence.House.DoneAsync(incident, LedgerHouse.Ana, new Core.Incidents.NoteAdded("later"));
        await evidence.House.Database.ExecuteAsync("UPDATE entry SET author = incident WHERE position = 3");
        File.Delete(evidence.PathOf(incident, id));
        (await evidence.CheckAsync()).Damaged.ShouldHaveSingleItem().ShouldContain(id.ToString());
    }

    [Theory]
    [MemberData(nameof(Both.Kinds), MemberType = typeof(Both))]
    public async Task What_is_stored_and_on_no_record_is_told(Kind kind)
    {
        await using var evidence = await EvidenceHouse.OpenAsync(kind);
        var incident = await evidence.House.StartAsync();
        var stray = await evidence.KeepAsync(incident, [1, 2, 3], enter: false);
        var arriving = await evidence.KeepAsync(incident, [1, 2], enter: false, finish: false);
        await evidence.Uploads.BeginAsync(incident, arriving, LedgerHouse.Ana.Id, new UploadWords("a"), evidence.House.Clock.GetUtcNow());
        var report = await evidence.CheckAsync();
        report.Damaged.ShouldBeEmpty();
        report.Unknown.ShouldHaveSingleItem().ShouldContain(stray.ToString());
    }

    static byte[] Altered(byte[] stored, params int[] places)
    {
        var altered = stored.ToArray();
        foreach (var place in places)
        {
            altered[place] ^= 0x10;
        }

        return altered;
    }
}
