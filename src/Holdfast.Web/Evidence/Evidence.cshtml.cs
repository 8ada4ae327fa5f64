using System.Security.Cryptography;
using Holdfast.Core.Access;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Ledger;
using Holdfast.Web.Incidents;
using Holdfast.Web.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Evidence;

/// <summary>One piece of evidence: what it is, who had it, and its sound, picture or words. Nothing of it is ever live in the page.</summary>
[Authorize]
public sealed class EvidenceModel(IncidentDoors doors, EvidenceDoors pieces, EvidenceViews views, IncidentReader reader, IMailReader mails, Directory people, Procedures.Procedures procedures, TimeProvider clock) : PageModel
{
    /// <summary>Bytes up to which the page reads a sound or a picture through before it shows it; of a longer one it reads the beginning and the end.</summary>
    const long Checked = 16 * 1024 * 1024;

    /// <summary>Mails that pages read at once. Whoever waits for it holds no thread, so that a mail made to be read slowly stops no other page.</summary>
    static readonly SemaphoreSlim MailTurns = new(2);

    Incident? incident;
    EvidenceItem? item;

    public Incident Incident => incident ?? throw new InvalidOperationException("The page was not filled.");

    /// <summary>The procedure that the incident is read by, in the reader's language.</summary>
    public Core.Procedures.Procedure Procedure => procedures.Of(Incident).Spoken;

    public EvidenceItem Item => item ?? throw new InvalidOperationException("The page was not filled.");

    /// <summary>The name made fit for a screen.</summary>
    public string Name => ShownName.Of(Item.Name);

    /// <summary>What else its file says of itself; null for a record that came by no file.</summary>
    public EvidenceKept? Kept { get; private set; }

    public IReadOnlyList<CustodyView> Custody { get; private set; } = [];

    /// <summary>Its text, where it is text.</summary>
    public PlainWords? Words { get; private set; }

    /// <summary>The mail, where it is one that can be read.</summary>
    public MailText? Mail { get; private set; }

    /// <summary>What is stored is no longer what was kept.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The store could not be reached.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Pieces that were attached to this mail.</summary>
    public IEnumerable<EvidenceItem> Attached => Incident.Evidence.Items.Where(one => one.Within == Item.Id);

    public bool IsShown => !Item.IsQuarantined && !IsDamaged && !IsAway && IsOpenable;

    /// <summary>What its name or its sender says it is, where its bytes say otherwise.</summary>
    public string? Wrong => SaidType.Wrong(Item.Name, Kept?.SaidType, Item.Type);

    public bool MayTakeOut => !Item.IsQuarantined || Access.Decide(HttpContext.Person, Incident, Operation.OpenQuarantined, clock.GetUtcNow()).IsAllowed;

    public string Address => $"/incidents/{Incident.Id}/evidence/{Item.Id}";

    /// <summary>What is offered as the purpose of taking it out.</summary>
    public static IReadOnlyList<string> Purposes =>
        [T("Handling the report"), T("To hear or read it with another program"), T("For law enforcement"), T("For counsel"), T("For the investigation")];

    /// <summary>The form was sent without a purpose.</summary>
    public bool IsAsked => Request.Query["ask"] == "purpose";

    bool IsOpenable => Item.Type.IsSound() || Item.Type.IsPicture() || Item.Type.IsText() || Item.Type == EvidenceType.Mail;

    public string NameOf(PersonId id) => people.Find(id)?.DisplayName ?? T("Somebody");

    public EvidenceItem? Find(EvidenceId? id) => id is { } known ? Incident.Evidence.Find(known) : null;

    public async Task<IActionResult> OnGetAsync(string id, string evidence, CancellationToken cancel)
    {
        var person = HttpContext.Person;
        if (!IncidentId.TryParse(id, out var of) || !EvidenceId.TryParse(evidence, out var piece) || await doors.ReadAsync(person, of, "evidence") is not { } found || found.Evidence.Find(piece) is not { } known)
        {
            return NotFound();
        }

        (incident, item) = (found, known);
        if (!Item.IsQuarantined && IsOpenable)
        {
            if (await pieces.OpenAsync(person, of, piece, Opening.Viewed, EvidenceDoors.HandlingTheReport, "evidence") is not { Bytes: { } open })
            {
                return NotFound();
            }

            await LookAsync(open, cancel);
        }

        var entries = await reader.WholeAsync(of);
        Kept = entries.Select(entry => entry.Fact).OfType<EvidenceKept>().FirstOrDefault(kept => kept.Evidence == piece);
        Custody = views.Custody(entries, Item);
        return Page();
    }

    async Task LookAsync(Func<Original> open, CancellationToken cancel)
    {
        if (Item.Type != EvidenceType.Mail)
        {
            Look(open, cancel);
            return;
        }

        await MailTurns.WaitAsync(cancel);
        try
        {
            Look(open, cancel);
        }
        finally
        {
            MailTurns.Release();
        }
    }

    void Look(Func<Original> open, CancellationToken cancel)
    {
        try
        {
            using var original = open();
            if (Item.Type == EvidenceType.Mail)
            {
                Mail = mails.Read(original, cancel);
                original.Position = 0;
            }

            if (Item.Type.IsText() || (Item.Type == EvidenceType.Mail && Mail is null))
            {
                Words = PlainWords.Read(original);
            }

            IsDamaged = !Matches(original);
        }
        catch (DamagedEvidenceException)
        {
            IsDamaged = true;
        }
        catch (IOException)
        {
            IsAway = true;
        }
    }

    /// <summary>Whether the stored bytes are those that were kept: all of a short one, beginning and end of a long one.</summary>
    bool Matches(Original original)
    {
        if (Item.Length <= Checked)
        {
            original.Position = 0;
            return Convert.ToHexStringLower(SHA256.HashData(original)) == Item.Sha256;
        }

        foreach (var place in (long[])[0, Item.Length - 1])
        {
            original.Position = place;
            _ = original.ReadByte();
        }

        return true;
    }
}
