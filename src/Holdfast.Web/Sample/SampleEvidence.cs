using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Evidence;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;

namespace Holdfast.Web.Sample;

/// <summary>Made-up evidence of one sample incident: a tone that stands for a recording, a mail, and something that is still to come.</summary>
sealed class SampleEvidence(Ledger ledger, PastClock clock, IEvidenceStore store, Keyring keys)
{
    const int Rate = 8000; // samples a second
    const int Seconds = 6;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(40);

    /// <summary>Keeps it with an incident that was just told, in its agent's name.</summary>
    public async Task AddAsync(Incident incident)
    {
        await KeepAsync(incident, "sample-call.wav", "audio/wav", "SAMPLE: a tone, no voice", Tone());
        await KeepAsync(incident, "sample-mail.eml", "message/rfc822", "SAMPLE: a made-up mail", Mail(incident.StartedAt));
        clock.Pass(Pause);
        await AppendAsync(incident.Id, incident.Agent, EntryId.New(clock), new EvidencePromised("SAMPLE: pictures of the door camera", clock.GetUtcNow() + Limits.PromiseDue, "Reception"));
    }

    async Task KeepAsync(Incident incident, string name, string type, string what, byte[] bytes)
    {
        clock.Pass(Pause);
        var id = EvidenceId.New(clock);
        using var intake = keys.TryGet(incident.Id, out var key) && key is not null ? Intake.Open(store, key, id) : null;
        if (intake is null)
        {
            throw new InvalidOperationException("The sample's evidence could not be written.");
        }

        intake.Append(bytes);
        var (length, sha256, beginning) = intake.Finish();
        await AppendAsync(incident.Id, incident.Agent, id.EntryIn(incident.Id), new EvidenceKept(id, name, length, sha256, TypeByBytes.Of(beginning, length), type, clock.GetUtcNow(), what));
    }

    async Task AppendAsync(IncidentId id, PersonId author, EntryId entry, Fact fact)
    {
        if (await ledger.AppendAsync(new Append { Incident = id, Author = author, Entries = [new NewEntry(entry, fact, clock.GetUtcNow())] }) is not Appended.Done)
        {
            throw new InvalidOperationException("The sample's evidence could not be recorded.");
        }
    }

    /// <summary>A tone that swells and fades, as WAV with one channel of 16 bits.</summary>
    static byte[] Tone()
    {
        var sound = new byte[44 + (Rate * Seconds * 2)];
        "RIFF____WAVEfmt "u8.CopyTo(sound);
        "data"u8.CopyTo(sound.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(4), sound.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(34), 16);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(40), sound.Length - 44);
        for (var i = 0; i < Rate * Seconds; i++)
        {
            var loud = 6000 * Math.Sin(Math.PI * i / (Rate * Seconds));
            BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(44 + (i * 2)), (short)(loud * Math.Sin(2 * Math.PI * 330 * i / Rate)));
        }

        return sound;
    }

    static byte[] Mail(DateTimeOffset at) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        From: Sample Person <sample@example.org>
        To: help@example.com
        Subject: SAMPLE
        Message-ID: <sample.1@example.org>
        Date: {at.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        This mail is made up. It stands for what somebody wrote after the call.

        """).ReplaceLineEndings("\r\n"));
}
