using System.Net;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Harness.Http;
using Holdfast.Harness.Story;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Web.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Tests.Evidence;

/// <summary>A picture in one request: most evidence comes so.</summary>
public sealed class SmallPieceTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Its_upload_is_forgotten_with_its_entry_unless_something_remains_to_be_done(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var report = await desk.ReportAsync(desk.Staff.Agent);
        var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
        var uploads = desk.Services.GetRequiredService<Uploads>();
        var (picture, copy, mail) = (Sender.NewId(), Sender.NewId(), Sender.NewId());
        foreach (var id in new[] { picture, copy })
        {
            (await sender.PutAsync(id, Sender.Bytes(15_000), "screen.png")).Status.ShouldBe(HttpStatusCode.Created);
            (await uploads.FindAsync(report.Id, id)).ShouldBeNull();
        }

        // The clock stands, so no worker looks at it yet.
        (await sender.PutAsync(mail, "From: a@example.com\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: I know you\r\nMIME-Version: 1.0\r\n\r\nWords\r\n"u8.ToArray(), "threat.eml")).Status.ShouldBe(HttpStatusCode.Created);
        desk.Finds(report, mail)!.Type.ShouldBe(EvidenceType.Mail);
        (await uploads.FindAsync(report.Id, mail))!.State.ShouldBe(UploadState.Kept);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Wherever_a_node_dies_over_it_it_is_kept_once_when_it_is_sent_again(On database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var bytes = Sender.Bytes(15_000);
        var sent = new List<(IncidentId Incident, EvidenceId Piece)>();
        foreach (var isCopy in new[] { false, true })
        {
            var dies = 0;
            for (var survived = false; !survived;)
            {
                dies++;
                var report = await desk.ReportAsync(desk.Staff.Agent);
                var sender = new Sender(desk.As(desk.Staff.Agent), report.Id);
                if (isCopy) (await sender.PutAsync(Sender.NewId(), bytes, "first")).Status.ShouldBe(HttpStatusCode.Created);
                var piece = Sender.NewId();
                survived = await TakeAsync(desk, await FindAsync(desk, report.Id), piece, bytes, new Mortal(dies));
                var again = await sender.PutAsync(piece, bytes, "screen.png");
                again.Status.ShouldBeOneOf([HttpStatusCode.Created, HttpStatusCode.OK], $"died at step {dies}");
                (await sender.OriginalAsync(piece)).Bytes.ShouldBe(bytes, $"died at step {dies}");
                sent.Add((report.Id, piece));
            }

            dies.ShouldBeGreaterThan(5);
        }

        desk.Skip(Limits.Abandoned + 1.Minutes());
        foreach (var (incident, piece) in sent)
        {
            await Wait.UntilAsync("nothing of it is left to do", async () =>
            {
                await desk.Services.GetRequiredService<ArrivalWorker>().LookAsync(default);
                return await desk.Services.GetRequiredService<Uploads>().FindAsync(incident, piece) is null;
            });
            desk.Services.GetRequiredService<IEvidenceStore>().All().Count(original => original.Incident == incident).ShouldBe(1);
            (await FindAsync(desk, incident)).Evidence.Items.Count(item => item.Id == piece).ShouldBe(1);
        }
    }

    static async Task<Incident> FindAsync(Desk desk, IncidentId id) => (await desk.Services.GetRequiredService<IncidentReader>().FindAsync(id)).ShouldNotBeNull();

    /// <summary>True where the process outlived it, and the piece is kept.</summary>
    static async Task<bool> TakeAsync(Desk desk, Incident incident, EvidenceId piece, byte[] bytes, Mortal process)
    {
        IEvidenceStore store = new MortalStore(desk.Services.GetRequiredService<IEvidenceStore>(), process);
        var keeping = ActivatorUtilities.CreateInstance<Web.Evidence.Keeping>(desk.Services, store);
        var arrivals = ActivatorUtilities.CreateInstance<Arrivals>(desk.Services, store, keeping, new Pump(store, new EvidenceLimit()));
        var person = desk.Services.GetRequiredService<Directory>().Find(desk.Staff.Agent.Id)!;
        try
        {
            var taken = await arrivals.TakeAsync(person, incident, piece, new UploadWords("screen.png", Length: bytes.Length), new MemoryStream(bytes), default);
            taken.ShouldBeOfType<Taken.Kept>();
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }
}
