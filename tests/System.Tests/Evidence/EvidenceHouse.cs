using Holdfast.Core.Evidence;
using Holdfast.Core.Ledger;
using Holdfast.Harness;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Holdfast.Tests.Ledger;
using static Holdfast.Tests.Ledger.LedgerHouse;

namespace Holdfast.Tests.Evidence;

/// <summary>A ledger with a store beside it, and evidence kept in both as the doors keep it.</summary>
sealed class EvidenceHouse : IAsyncDisposable
{
    readonly TemporaryFolder folder = new();

    EvidenceHouse(LedgerHouse house)
    {
        House = house;
        Store = new FolderStore(folder["evidence"]);
        Uploads = new Uploads(house.Database, house.Keys, house.Record);
    }

    public LedgerHouse House { get; }

    public FolderStore Store { get; }

    public Uploads Uploads { get; }

    public static async Task<EvidenceHouse> OpenAsync(Kind kind) => new(await LedgerHouse.OpenAsync(kind));

    public string Folder => folder["evidence"];

    public string PathOf(IncidentId incident, EvidenceId id) => Path.Combine(Folder, incident.ToString()[^2..], incident.ToString(), id.ToString());

    public async Task<DataKey> KeyAsync(IncidentId incident) => await Uploads.KeyAsync(incident) ?? throw new InvalidOperationException("No such incident.");

    /// <summary>Stores bytes and, unless nobody is to know, appends their entry.</summary>
    public async Task<EvidenceId> KeepAsync(IncidentId incident, byte[] bytes, EvidenceId? same = null, bool enter = true, bool finish = true)
    {
        var id = Keeping.NewId();
        using (var intake = Intake.Open(Store, await KeyAsync(incident), id)!)
        {
            intake.Append(bytes);
            intake.Hold();
            if (finish)
            {
                intake.Finish();
            }
        }

        if (enter)
        {
            await EnterAsync(incident, id, bytes, same);
        }

        return id;
    }

    public Task EnterAsync(IncidentId incident, EvidenceId id, byte[] bytes, EvidenceId? same = null) => House.DoneAsync(new Append
    {
        Incident = incident,
        Author = Ana.Id,
        Entries = [new NewEntry(id.EntryIn(incident), new EvidenceKept(id, "call.ogg", bytes.Length, Keeping.Sha256(bytes), EvidenceType.Ogg, Same: same), House.Clock.GetUtcNow())],
    });

    public async Task<EvidenceReport> CheckAsync() => await new EvidenceCheck(Store, House.Database).RunAsync((await House.VerifyAsync()).Evidence);

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        folder.Dispose();
    }
}
