using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Storage.Ledger;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>Entries of one request.</summary>
/// <param name="Refused">Those that are longer than <see cref="EntryRequests.LargestEntry"/>.</param>
public sealed record SentEntries(ImmutableArray<NewEntry> Kept, ImmutableArray<EntryId> Refused)
{
    public static readonly SentEntries None = new([], []);

    /// <summary>What became of the refused ones, in words.</summary>
    public IReadOnlyList<RefusedEntryView> Words => [.. Refused.Select(id => new RefusedEntryView(id.ToString(), T("This is longer than 1 MiB and was not kept. Send it in parts.")))];
}

/// <summary>
/// Reads entries as a client sent them. No entry is refused for its content: what isn't understood, or isn't a client's to say, is kept as it came.
/// Thread-safe.
/// </summary>
public sealed class EntryRequests(FactWire wire, Directory directory, TimeProvider clock)
{
    /// <summary>Entries of one batch at most; more is answered 413, and the client sends them in several.</summary>
    public const int MostEntries = 500;

    /// <summary>Bytes of one entry's JSON at most, and of the text of something pasted whole (UTF-8). What is longer is refused in words; the rest of its batch is kept.</summary>
    public const int LargestEntry = 1024 * 1024;

    /// <summary>Bytes of a request that brings entries: the largest text, however its characters are escaped.</summary>
    public const long LargestBody = 6L * LargestEntry + 64 * 1024;

    /// <summary>How far back "ago" reaches; anything beyond is this far back.</summary>
    static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    /// <summary>The entries of <c>{"entries":[…]}</c>; null when there are more than <see cref="MostEntries"/>.</summary>
    public SentEntries? Read(Person person, IncidentId incident, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("entries", out var sent) || sent.ValueKind != JsonValueKind.Array)
        {
            return SentEntries.None;
        }

        if (sent.GetArrayLength() > MostEntries)
        {
            return null;
        }

        var kept = ImmutableArray.CreateBuilder<NewEntry>();
        var refused = ImmutableArray.CreateBuilder<EntryId>();
        foreach (var one in sent.EnumerateArray())
        {
            var entry = Read(person, incident, one, clock.GetUtcNow() - Ago(one));
            if (IsTooLong(entry.Fact, one))
            {
                refused.Add(entry.Id);
            }
            else
            {
                kept.Add(entry);
            }
        }

        return new SentEntries(kept.DrainToImmutable(), refused.DrainToImmutable());
    }

    static bool IsTooLong(Fact fact, JsonElement sent) =>
        (fact is TranscriptAdded pasted ? Encoding.UTF8.GetByteCount(pasted.Text) : JsonMarshal.GetRawUtf8Value(sent).Length) > LargestEntry;

    /// <summary>One entry whose time is known otherwise; null when it is too long to be kept.</summary>
    public NewEntry? ReadOne(Person person, IncidentId incident, JsonElement sent, DateTimeOffset at) =>
        Read(person, incident, sent, at) is var entry && IsTooLong(entry.Fact, sent) ? null : entry;

    /// <summary>The same entry, kept as it came: on the record to be checked, and changing nothing else.</summary>
    public NewEntry ToBeChecked(NewEntry entry)
    {
        if (entry.Fact is KeptAsItCame)
        {
            return entry;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            wire.WriteBody(writer, entry.Fact);
        }

        return entry with { Fact = new KeptAsItCame(wire.NameOf(entry.Fact), 1, JsonElement.Parse(buffer.WrittenSpan)) };
    }

    NewEntry Read(Person person, IncidentId incident, JsonElement sent, DateTimeOffset at)
    {
        var type = Text(sent, "type") ?? "unnamed";
        var version = sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("version", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given) ? given : 1;
        var body = sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("body", out var found) ? found : sent;
        var fact = wire.FromClient(type, version, body);
        if (fact is not KeptAsItCame && (!IncidentFacts.MayBeSent(fact) || fact is AnswerGiven { Values: var values } && values.Any(value => value is null)))
        {
            fact = new KeptAsItCame(type, version, body.Clone());
        }

        return new NewEntry(Id(person, incident, sent), Known(fact), at);
    }

    /// <summary>The entry's own id; one without is given an id by its content, so that sending it again still adds it once.</summary>
    static EntryId Id(Person person, IncidentId incident, JsonElement sent) =>
        EntryId.TryParse(Text(sent, "id"), out var id) ? id : EntryId.Of(Encoding.UTF8.GetBytes($"{incident}/{person.Id}/{sent.GetRawText()}"));

    /// <summary>People marked by user name are marked by their id, also where it was being typed.</summary>
    public Fact Known(Fact fact) => fact is AnswerGiven { Field: var field } given && Fields.Marks(field)
        ? given with { Values = [.. given.Values.Select(value => directory.Find(value.Trim().ToLowerInvariant())?.Id.ToString() ?? value)] }
        : fact;

    /// <summary>How long ago something sent was, in ms of the sender's own clock: a difference, and true however wrong that clock is.</summary>
    public static TimeSpan Ago(JsonElement sent) =>
        sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty("ago", out var ago) && ago.ValueKind == JsonValueKind.Number && ago.TryGetDouble(out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestAgo.TotalMilliseconds))
            : TimeSpan.Zero;

    static string? Text(JsonElement sent, string name) =>
        sent.ValueKind == JsonValueKind.Object && sent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
