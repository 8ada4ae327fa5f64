using System.Globalization;
using Holdfast.Core.Evidence;
using Holdfast.Harness.Http;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Evidence;
using Holdfast.Web.Wiring;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Tests.Evidence;

/// <summary>A disk that is full, or a store that is away: said in words, and nothing that was acknowledged is lost.</summary>
public sealed class FullDiskTest
{
    const int Mebi = 1024 * 1024;

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task What_came_before_the_disk_was_full_is_there_and_goes_on_when_there_is_room(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var disk = new SmallDisk(desk.Services.GetRequiredService<IEvidenceStore>(), (2 * Mebi) + 500);
        var arrivals = Arrivals(desk, disk, reserve: 0);
        var person = Person(desk, desk.Staff.Agent);
        var incident = (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(report.Id))!;
        var bytes = Sender.Bytes(5 * Mebi);
        var id = Sender.NewId();
        var words = new UploadWords("call.bin", Length: bytes.Length);

        // Announced, it would not fit, and is turned away before a byte of it.
        (await arrivals.TakeAsync(person, incident, id, words, new MemoryStream(bytes), default)).ShouldBeOfType<Taken.Refused>().Why.ShouldBe(Refusal.NoRoom);

        // Somebody else filled the disk while it came.
        disk.Room = bytes.Length;
        var filled = new Filling(bytes, 2 * Mebi, () => disk.Room = Mebi / 2);
        var refused = (await arrivals.TakeAsync(person, incident, id, words, filled, default)).ShouldBeOfType<Taken.Refused>();
        (refused.Why, disk.IsFull).ShouldBe((Refusal.NoRoom, true));
        var offset = refused.Offset.ShouldNotBeNull();
        desk.Finds(report, id).ShouldBeNull();

        disk.Room = 100L * Mebi;
        var there = (await arrivals.AskAsync(person, report.Id, id, default)).ShouldBeOfType<Taken.Partly>().Offset;
        there.ShouldBeGreaterThanOrEqualTo(offset);
        (await arrivals.GoOnAsync(person, incident, id, there, new MemoryStream(bytes, (int)there, bytes.Length - (int)there), default)).ShouldBeOfType<Taken.Kept>();
        (await new Sender(desk.As(desk.Staff.Agent), report.Id).OriginalAsync(id)).Bytes.ShouldBe(bytes);
    }

    [Fact]
    public async Task The_ledger_keeps_its_room()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var disk = new SmallDisk(desk.Services.GetRequiredService<IEvidenceStore>(), EvidenceLimit.LedgersReserve + 999);
        var arrivals = Arrivals(desk, disk, EvidenceLimit.LedgersReserve);
        var person = Person(desk, desk.Staff.Agent);
        var incident = (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(report.Id))!;
        var refused = (await arrivals.TakeAsync(person, incident, Sender.NewId(), new UploadWords("a", Length: 1000), new MemoryStream(new byte[1000]), default)).ShouldBeOfType<Taken.Refused>();
        (refused.Why, RefusalWords.Status(refused.Why)).ShouldBe((Refusal.NoRoom, 507));
        (await arrivals.TakeAsync(person, incident, Sender.NewId(), new UploadWords("a", Length: 900), new MemoryStream(new byte[900]), default)).ShouldBeOfType<Taken.Kept>();
    }

    [Fact]
    public async Task The_ledger_keeps_its_room_from_files_that_come_in_many_small_parts()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var disk = new SmallDisk(desk.Services.GetRequiredService<IEvidenceStore>(), EvidenceLimit.LedgersReserve + 5000);
        var arrivals = Arrivals(desk, disk, EvidenceLimit.LedgersReserve);
        var person = Person(desk, desk.Staff.Agent);
        var incident = (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(report.Id))!;
        var id = Sender.NewId();
        (await arrivals.TakeAsync(person, incident, id, new UploadWords("a", Length: 3000), new MemoryStream(new byte[1000]), default)).ShouldBeOfType<Taken.Partly>();
        disk.Room = EvidenceLimit.LedgersReserve - 1;
        (await arrivals.GoOnAsync(person, incident, id, 1000, new MemoryStream(new byte[1000]), default)).ShouldBeOfType<Taken.Refused>().Why.ShouldBe(Refusal.NoRoom);
        disk.Room.ShouldBe(EvidenceLimit.LedgersReserve - 1);
        disk.Room = EvidenceLimit.LedgersReserve + 5000;
        (await arrivals.GoOnAsync(person, incident, id, 1000, new MemoryStream(new byte[2000]), default)).ShouldBeOfType<Taken.Kept>();
    }

    [Fact]
    public async Task What_is_sent_anew_while_it_is_cancelled_is_not_lost_with_it()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var person = Person(desk, desk.Staff.Agent);
        var disk = new SmallDisk(desk.Services.GetRequiredService<IEvidenceStore>(), long.MaxValue);
        var arrivals = Arrivals(desk, disk, reserve: 0);
        var incident = (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(report.Id))!;
        var id = Sender.NewId();
        var words = new UploadWords("a", Length: 3000);
        await arrivals.TakeAsync(person, incident, id, words, new MemoryStream(), default);
        Taken? anew = null;
        disk.Removing = () => anew = arrivals.TakeAsync(person, incident, id, words, new MemoryStream(new byte[3000]), default).GetAwaiter().GetResult();
        (await arrivals.CancelAsync(person, report.Id, id, default)).ShouldBeOfType<Taken.Cancelled>();
        anew.ShouldBeOfType<Taken.Refused>().Why.ShouldBe(Refusal.Busy);
        disk.Removing = null;
        (await arrivals.TakeAsync(person, incident, id, words, new MemoryStream(new byte[3000]), default)).ShouldBeOfType<Taken.Kept>();
        (await new Sender(desk.As(desk.Staff.Agent), report.Id).OriginalAsync(id)).Bytes.Length.ShouldBe(3000);
    }

    [Fact]
    public async Task An_incident_that_can_hold_no_more_says_so()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        await Parallel.ForEachAsync(Enumerable.Range(0, Limits.MostPieces), async (n, _) =>
            (await sender.PutAsync(Sender.NewId(), System.Text.Encoding.ASCII.GetBytes(n.ToString(CultureInfo.InvariantCulture)))).Status.ShouldBe(System.Net.HttpStatusCode.Created));
        var refused = await sender.PutAsync(Sender.NewId(), Sender.Bytes(9));
        refused.Status.ShouldBe(System.Net.HttpStatusCode.RequestEntityTooLarge);
        refused.Text.ShouldContain("as many pieces of evidence as it can hold");
        (await sender.ListAsync())["items"].GetArrayLength().ShouldBe(Limits.MostPieces);
    }

    static Core.People.Person Person(Desk desk, Hired hired) => desk.Services.GetRequiredService<Directory>().Find(hired.Id)!;

    /// <summary>The doors' own intake, over another store.</summary>
    static Arrivals Arrivals(Desk desk, IEvidenceStore store, long reserve)
    {
        var limit = new EvidenceLimit { Reserve = reserve };
        var keeping = ActivatorUtilities.CreateInstance<Web.Evidence.Keeping>(desk.Services, store);
        return ActivatorUtilities.CreateInstance<Arrivals>(desk.Services, store, limit, keeping, new Pump(store, limit));
    }

    /// <summary>A body in whose middle something happens.</summary>
    sealed class Filling(byte[] bytes, int at, Action happens) : MemoryStream(bytes)
    {
        bool happened;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!happened && Position >= at)
            {
                happened = true;
                happens();
            }

            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
