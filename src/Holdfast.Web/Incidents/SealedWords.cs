using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Core.Incidents;
using Holdfast.Core.Ledger;
using Holdfast.Core.People;
using Holdfast.Core.Text;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Incidents;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Takes in words that waited sealed on a machine where their author isn't signed in any more, and puts them on the record under their author, with the time
/// at which they were typed. Whoever brings them is told nothing of what is in them, of the incident, or of whether it was kept. Thread-safe.
/// </summary>
public sealed class SealedWords(
    SealKeys keys, Tickets tickets, IncidentDoors doors, EntryRequests entries, IncidentReader reader, Directory directory, TimeProvider clock, ILogger<SealedWords> log)
{
    /// <summary>Seals of one request at most.</summary>
    public const int MostSeals = 200;

    /// <summary>How far back "typed at" reaches; anything beyond is this far back.</summary>
    static readonly TimeSpan LongestAgo = TimeSpan.FromDays(30);

    /// <summary>Seals that are remembered as done at most; past it the memory begins anew. Bringing one again then costs a look at the ledger.</summary>
    const int MostDone = 20_000;
    readonly ConcurrentDictionary<UInt128, byte> done = [];

    /// <summary>What became of a seal.</summary>
    enum Fate
    {
        /// <summary>On the record, or taken care of.</summary>
        Done,

        /// <summary>No words of ours: it will never be anything else.</summary>
        Useless,

        /// <summary>Not now.</summary>
        Later,
    }

    /// <summary>
    /// For each seal, in the order sent, whether its holder may forget it: false where trying again later may help. Null when there are more than
    /// <see cref="MostSeals"/>.
    /// </summary>
    /// <param name="request"><c>{"now":…,"sealed":[…]}</c>.</param>
    public async Task<IReadOnlyList<bool>?> KeepAsync(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("sealed", out var sent) || sent.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        if (sent.GetArrayLength() > MostSeals)
        {
            return null;
        }

        var received = clock.GetUtcNow();
        var seals = sent.EnumerateArray().Select(Seal.Of).ToArray();
        var fates = new Fate[seals.Length];
        var words = Open(seals, fates, received);
        var now = Milliseconds(request, "now");
        var present = new HashSet<IncidentId>();

        // An incident begins before anything else is said of it, in whatever order its page sent them.
        foreach (var i in Enumerable.Range(0, seals.Length).OrderBy(i => words[i] is { IsStart: true } ? 0 : 1))
        {
            if (words[i] is { } one)
            {
                fates[i] = words.Skip(i + 1).Any(later => later is not null && one.IsOutdoneBy(later)) ? Fate.Done : await KeepAsync(one, received, now, present);
                Remember(seals[i], fates[i]);
            }
        }

        SealedLog.Came(log, fates.Count(fate => fate == Fate.Done), fates.Count(fate => fate == Fate.Useless), fates.Count(fate => fate == Fate.Later));
        return [.. fates.Select(fate => fate != Fate.Later)];
    }

    /// <summary>A number of milliseconds; null for anything else.</summary>
    internal static double? Milliseconds(JsonElement sent, string name) =>
        sent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    Unsealed?[] Open(Seal?[] seals, Fate[] fates, DateTimeOffset now)
    {
        var agreed = new Dictionary<string, byte[]?>(StringComparer.Ordinal);
        var words = new Unsealed?[seals.Length];
        for (var i = 0; i < seals.Length; i++)
        {
            fates[i] = Fate.Useless;
            if (seals[i] is not { } seal)
            {
                continue;
            }

            if (done.ContainsKey(seal.Mark))
            {
                fates[i] = Fate.Done;
            }
            else if (keys.Find(seal.Key) is not { } key)
            {
                // Another database's, or a newer one than this node knows.
                fates[i] = Fate.Later;
            }
            else
            {
                // One ephemeral key serves a whole page.
                var pair = seal.Key + Convert.ToHexString(seal.Epk);
                if (!agreed.TryGetValue(pair, out var secret))
                {
                    agreed[pair] = secret = key.Agree(seal.Epk);
                }

                words[i] = secret is not null && key.Open(secret, seal.Nonce, seal.Box) is { } plaintext ? Unsealed.Of(plaintext, tickets, now) : null;
            }
        }

        return words;
    }

    void Remember(Seal? seal, Fate fate)
    {
        if (seal is null || fate == Fate.Later)
        {
            return;
        }

        if (done.Count >= MostDone)
        {
            done.Clear();
        }

        done[seal.Mark] = 0;
    }

    async Task<Fate> KeepAsync(Unsealed words, DateTimeOffset received, double? now, HashSet<IncidentId> present)
    {
        try
        {
            if (directory.Find(words.Ticket.Person) is null)
            {
                // Added elsewhere a moment ago.
                await directory.RefreshAsync();
            }

            return directory.Find(words.Ticket.Person) is { } person ? await KeepAsync(words.Ticket.Of(person), words, received, TypedAt(words, received, now), present) : Fate.Useless;
        }
        catch (Exception away) when (away is LedgerUnavailableException or DatabaseUnavailableException or DbException or TimeoutException)
        {
            return Fate.Later;
        }
#pragma warning disable CA1031 // Whatever breaks one seal must not break its neighbors, nor make this door tell them apart.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            SealedLog.Broken(log, broken.GetType().Name);
            return Fate.Later;
        }
    }

    /// <param name="typedAt">Null when it doesn't say.</param>
    async Task<Fate> KeepAsync(Person author, Unsealed words, DateTimeOffset received, DateTimeOffset? typedAt, HashSet<IncidentId> present)
    {
        var credible = typedAt is { } typed && words.Ticket.Covers(typed);
        var at = typedAt ?? received;
        var id = words.Incident;

        // Words whose start got lost are words all the same: the incident begins with them.
        if (words.IsStart || (!present.Contains(id) && await reader.FindAsync(id) is null))
        {
            var channel = words.IsStart && Words<Channel>.TryParse(IncidentsApi.Text(words.Body, "channel"), out var given) ? given : Channel.Phone;
            if (await doors.StartAsync(author, id, channel, null, [], credible ? at : null) is not Outcome.Done)
            {
                return Fate.Done;
            }
        }

        if (words.IsStart || Entry(author, words, at) is not { Fact: not AlertShown } entry)
        {
            present.Add(id);
            return Fate.Done;
        }

        await doors.AppendAsync(author, id, [credible ? entry : entries.ToBeChecked(entry)], late: credible ? at : received);
        present.Add(id);
        return Fate.Done;
    }

    /// <summary>The entry that it becomes; null for none, or one too long to be kept.</summary>
    NewEntry? Entry(Person author, Unsealed words, DateTimeOffset at)
    {
        if (words.Op == "entry")
        {
            return entries.ReadOne(author, words.Incident, words.Body, at);
        }

        var odd = new NewEntry(words.Entry ?? OfContent(author, words), new KeptAsItCame(words.Op.Length <= 200 ? words.Op : words.Op[..200], 1, words.Body.Clone()), at);
        if (!words.IsDraft || IncidentsApi.Text(words.Body, "text") is not { } text)
        {
            return odd;
        }

        var field = IncidentsApi.Text(words.Body, "field") is { Length: > 0 and <= 100 } name ? name : Fields.Note;
        return string.IsNullOrWhiteSpace(text) || Encoding.UTF8.GetByteCount(text) > EntryRequests.LargestEntry ? null : odd with { Fact = entries.Known(Draft.ToFact(field, text)) };
    }

    static EntryId OfContent(Person author, Unsealed words) =>
        EntryId.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{words.Incident}/{author.Id}/{words.Op}/{words.At}/{words.Body.GetRawText()}")));

    /// <summary>The machine's clock may be wrong by years; how long it says has passed since is believed, as far back as words may be.</summary>
    static DateTimeOffset? TypedAt(Unsealed words, DateTimeOffset received, double? now) =>
        words.At is { } at && now is { } sent ? received - TimeSpan.FromMilliseconds(Math.Clamp(sent - at, 0, LongestAgo.TotalMilliseconds)) : null;
}

/// <summary>Log messages of sealed words: ids 2000 to 2099; numbers alone, never a person, an incident or a word.</summary>
static partial class SealedLog
{
    [LoggerMessage(2001, LogLevel.Information, "Sealed words came: {Done} taken care of, {Useless} of no use, {Later} wait")]
    public static partial void Came(ILogger log, int done, int useless, int later);

    [LoggerMessage(2002, LogLevel.Warning, "Sealed words can't be kept now ({Failure})")]
    public static partial void Broken(ILogger log, string failure);
}
