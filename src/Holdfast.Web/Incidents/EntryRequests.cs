using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Reads entries as a client sent them. Nothing is refused for its content: what isn't understood, or isn't a client's to say, is kept as it came.
/// Thread-safe.
/// </summary>
public sealed class EntryRequests(FactWire wire, Directory directory, TimeProvider clock)
{
    /// <summary>Entries of one batch at most; more is answered 413, and the client sends them in several.</summary>
    public const int MostEntries = 500;

    /// <summary>How far back "ago" reaches; anything beyond is this far back.</summary>
    static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    /// <summary>The entries of <c>{"entries":[…]}</c>; null when there are more than <see cref="MostEntries"/>.</summary>
    public ImmutableArray<NewEntry>? Read(Person person, IncidentId incident, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("entries", out var sent) || sent.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return sent.GetArrayLength() > MostEntries ? null : [.. sent.EnumerateArray().Select(one => One(person, incident, one))];
    }

    NewEntry One(Person person, IncidentId incident, JsonElement sent)
    {
        var type = Text(sent, "type") ?? "unnamed";
        var version = sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("version", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given) ? given : 1;
        var body = sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("body", out var found) ? found : sent;
        var fact = wire.FromClient(type, version, body);
        if (fact is not KeptAsItCame && (!IncidentFacts.MayBeSent(fact) || fact is AnswerGiven { Values: var values } && values.Any(value => value is null)))
        {
            fact = new KeptAsItCame(type, version, body.Clone());
        }

        return new NewEntry(Id(person, incident, sent), Known(fact), clock.GetUtcNow() - Ago(sent));
    }

    /// <summary>The entry's own id; one without is given an id by its content, so that sending it again still adds it once.</summary>
    static EntryId Id(Person person, IncidentId incident, JsonElement sent)
    {
        if (EntryId.TryParse(Text(sent, "id"), out var id))
        {
            return id;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{incident}/{person.Id}/{sent.GetRawText()}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new EntryId(new Guid(hash, bigEndian: true));
    }

    /// <summary>People marked by user name are marked by their id, also where it was being typed.</summary>
    public Fact Known(Fact fact) => fact is AnswerGiven { Field: Fields.SubjectAccount or Fields.ConflictWitness } given
        ? given with { Values = [.. given.Values.Select(value => directory.Find(value.Trim().ToLowerInvariant())?.Id.ToString() ?? value)] }
        : fact;

    static TimeSpan Ago(JsonElement sent) =>
        sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("ago", out var ago) && ago.ValueKind == JsonValueKind.Number && ago.TryGetDouble(out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestAgo.TotalMilliseconds))
            : TimeSpan.Zero;

    static string? Text(JsonElement sent, string name) =>
        sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
