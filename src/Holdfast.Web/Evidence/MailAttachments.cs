using System.Buffers.Binary;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Incidents;

namespace Holdfast.Web.Evidence;

/// <summary>
/// Makes a mail's attachments evidence of their own, by the same way as everything that is sent, with the mail's sender as author. Their ids follow from the
/// mail's and their place in it, so that it may be begun, broken off and begun again by any node. Thread-safe.
/// </summary>
public sealed class MailAttachments(IMailReader mails, Keeping keeping, Uploads uploads, Pump pump, IncidentReader reader, IEvidenceStore store, TimeProvider clock, ILogger<MailAttachments> log)
{
    /// <summary>The id of an attachment.</summary>
    /// <param name="mail">The piece whose bytes the mail's are.</param>
    public static EvidenceId IdOf(EvidenceId mail, int index)
    {
        Span<byte> place = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(place, index);
        return EvidenceId.Of([.. "attachment"u8, .. mail.ToBytes(), .. place]);
    }

    /// <summary>Takes them out; nothing happens for what is no mail or lies too deep.</summary>
    /// <returns>False where not all could be taken out now.</returns>
    /// <exception cref="IOException">The store is away or full.</exception>
    /// <exception cref="DamagedEvidenceException">The mail's original was altered.</exception>
    public async Task<bool> TakeOutAsync(Incident incident, EvidenceItem item, CancellationToken cancel)
    {
        var mail = incident.Evidence.Find(item.Original) ?? item;
        if (mail.Type != EvidenceType.Mail || DepthOf(incident.Evidence, mail) >= Limits.DeepestMail || await uploads.KeyAsync(incident.Id) is not { } key)
        {
            return true;
        }

        if (!pump.HasRoom(mail.Length))
        {
            return false;
        }

        using var original = Original.Open(store, key, mail.Id, mail.Length) ?? throw new DamagedEvidenceException(mail.Id, 0);
        foreach (var (attachment, bytes) in mails.Attachments(original, cancel))
        {
            if (await TakeOutAsync(incident, mail, attachment, bytes, cancel) is Taken.Refused { Why: Refusal.Busy })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many mails it lies within.</summary>
    static int DepthOf(EvidenceWork work, EvidenceItem? item)
    {
        var depth = 0;
        while (item?.Within is { } within && depth < Limits.DeepestMail)
        {
            item = work.Find(within);
            depth++;
        }

        return depth;
    }

    async Task<Taken> TakeOutAsync(Incident incident, EvidenceItem mail, MailAttachment attachment, Stream bytes, CancellationToken cancel)
    {
        var id = IdOf(mail.Id, attachment.Index);
        var now = await reader.FindAsync(incident.Id);
        if (now is null || now.Evidence.Items.Length >= Limits.MostWithAttachments || now.Evidence.Find(id) is not null)
        {
            if (now?.Evidence.Find(id) is not null && await uploads.FindAsync(incident.Id, id) is { State: UploadState.Arriving } left)
            {
                // Its entry was written, and whoever wrote it was killed: what remains to be done with it is noted now.
                return await keeping.OpenAsync(left, (_, _) => Task.FromResult<Taken>(new Taken.Refused(Refusal.Busy)));
            }

            return new Taken.Nothing();
        }

        var words = new UploadWords(SentNames.Fit(attachment.Name), SentNames.Cut(attachment.SaidType, Limits.LongestName), Within: mail.Id);
        var upload = await uploads.BeginAsync(incident.Id, id, mail.By, words, clock.GetUtcNow());
        if (upload.Words.Within != mail.Id)
        {
            return StaysInMail(incident.Id, mail.Id, attachment.Index);
        }

        var taken = await keeping.OpenAsync(upload, async (intake, before) => await FillAsync(intake, bytes, cancel)
            ? await keeping.FinishAsync(upload, intake, before, asks: null) : StaysInMail(incident.Id, mail.Id, attachment.Index));
        if (taken is Taken.Refused { Why: Refusal.TooMany })
        {
            await uploads.RemoveAsync(incident.Id, id);
            store.Remove(incident.Id, id);
        }

        return taken;
    }

    Taken.Nothing StaysInMail(IncidentId incident, EvidenceId mail, int index)
    {
        EvidenceLog.StaysInMail(log, incident.ToString(), mail.ToString(), index);
        return new Taken.Nothing();
    }

    /// <summary>Appends what isn't there yet; false where what is there is something else.</summary>
    static async Task<bool> FillAsync(Intake intake, Stream bytes, CancellationToken cancel)
    {
        if (intake.IsFinished)
        {
            return true;
        }

        if (intake.Offset > 0 && await Pump.IsSameAsync(bytes, intake.Offset, intake.HashSoFar(), cancel) != true)
        {
            return false;
        }

        var buffer = new byte[64 * 1024];
        for (var read = bytes.Read(buffer); read > 0; read = bytes.Read(buffer))
        {
            cancel.ThrowIfCancellationRequested();
            intake.Append(buffer.AsSpan(0, read));
        }

        return true;
    }
}
