using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Keys;

namespace Holdfast.Web.Incidents;

/// <summary>One seal as it came: an encrypted op of a page, which says nothing of itself but for which key it was made.</summary>
/// <param name="Key">The id of the server's key.</param>
/// <param name="Epk">The page's ephemeral public key, 65 bytes.</param>
/// <param name="Mark">Names this very box, for as long as it is remembered.</param>
sealed record Seal(string Key, byte[] Epk, byte[] Nonce, byte[] Box, UInt128 Mark)
{
    /// <summary>Characters of a key's id at most.</summary>
    const int LongestKey = 64;

    /// <summary>Null for anything that isn't one. What bounds its length is the body's bound.</summary>
    public static Seal? Of(JsonElement sent)
    {
        var key = IncidentsApi.Text(sent, "key");
        return key is { Length: > 0 and <= LongestKey } && Bytes(sent, "epk") is { Length: SealKey.PointSize } epk && Bytes(sent, "iv") is { Length: SealKey.NonceSize } nonce
            && Bytes(sent, "box") is { Length: > SealKey.TagSize } box ? new Seal(key, epk, nonce, box, MarkOf(epk, nonce, box)) : null;
    }

    static byte[]? Bytes(JsonElement sent, string name) =>
        IncidentsApi.Text(sent, name) is { Length: > 0 } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    static UInt128 MarkOf(byte[] epk, byte[] nonce, byte[] box)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(epk);
        hash.AppendData(nonce);
        hash.AppendData(box);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }
}

/// <summary>What was in a seal under a ticket that is good.</summary>
/// <param name="At">When it was typed, in milliseconds by the machine's own clock; null when it doesn't say.</param>
/// <param name="Op">Its name: start, entry, draft, or one that this version doesn't know.</param>
/// <param name="Entry">The entry that a draft or an entry becomes; null without one.</param>
sealed record Unsealed(Ticket Ticket, IncidentId Incident, double? At, string Op, JsonElement Body, EntryId? Entry)
{
    const string Start = "start";
    const string Draft = "draft";

    /// <summary>What the plaintext says; null when it has no good ticket, no incident or nothing to say.</summary>
    public static Unsealed? Of(byte[] plaintext, Tickets tickets, DateTimeOffset now)
    {
        JsonElement said;
        try
        {
            said = SentJson.Readable(JsonElement.Parse(plaintext));
        }
        catch (JsonException)
        {
            return null;
        }

        if (said.ValueKind != JsonValueKind.Object || tickets.Read(IncidentsApi.Text(said, "ticket")) is not { } ticket || !ticket.IsGood(now) || !IncidentId.TryParse(IncidentsApi.Text(said, "incident"), out var incident))
        {
            return null;
        }

        foreach (var member in said.EnumerateObject())
        {
            if (member.Name is not ("ticket" or "incident" or "at"))
            {
                var id = IncidentsApi.Text(member.Value, member.Name == Draft ? "entry" : "id");
                return new Unsealed(ticket, incident, SealedWords.Milliseconds(said, "at"), member.Name, member.Value, member.Name != Start && EntryId.TryParse(id, out var entry) ? entry : null);
            }
        }

        return null;
    }

    /// <summary>What belongs together: one author's words of one incident, typed with the same roles.</summary>
    public (PersonId Author, TeamId Team, string Roles, IncidentId Incident) Page => (Ticket.Person, Ticket.Team, string.Join(',', Ticket.Roles), Incident);

    public bool IsStart => Op == Start;

    public bool IsEntry => Op == "entry";

    public bool IsDraft => Op == Draft;

    /// <summary>Whether a later op of the same author and incident says all that this one does.</summary>
    public bool IsOutdoneBy(Unsealed later) => IsDraft && Entry is not null && later.Entry == Entry;
}
