using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Keys;
using Holdfast.Storage.Ledger;
using Directory = Holdfast.Web.People.Directory;

namespace Holdfast.Web.Incidents;

/// <summary>
/// Takes in words that waited sealed on a machine where their author isn't signed in any more, and puts them on the record under their author, with the time
/// at which they were typed. Whoever brings them is told nothing of what is in them, of the incident, or of whether it was kept. Thread-safe.
/// </summary>
public sealed class SealedWords(
    SealKeys keys, Tickets tickets, LateWords late, Directory directory, TimeProvider clock, ILogger<SealedWords> log)
{
    /// <summary>Seals of one request at most.</summary>
    public const int MostSeals = 200;

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

        // All that one author says of one incident comes to the record at once: who is marked in it must not be rung for what stands before the mark.
        foreach (var page in Enumerable.Range(0, seals.Length).Where(i => words[i] is not null).GroupBy(i => words[i]!.Page))
        {
            var kept = await KeepAsync([.. page.Select(i => words[i]!)], received, now);
            foreach (var (i, fate) in page.Zip(kept))
            {
                fates[i] = fate;
                Remember(seals[i], fate);
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

    /// <param name="words">Of one <see cref="Unsealed.Page"/>, in the order sent.</param>
    async Task<Fate[]> KeepAsync(Unsealed[] words, DateTimeOffset received, double? now)
    {
        try
        {
            if (directory.Find(words[0].Ticket.Person) is null)
            {
                // Added elsewhere a moment ago.
                await directory.RefreshAsync();
            }

            if (directory.Find(words[0].Ticket.Person) is not { } person)
            {
                return All(Fate.Useless);
            }

            await late.KeepAsync(person, words, received, now);
            return All(Fate.Done);
        }
        catch (Exception away) when (away is LedgerUnavailableException or DatabaseUnavailableException or DbException or TimeoutException)
        {
            return All(Fate.Later);
        }
#pragma warning disable CA1031 // Whatever breaks some words must not break others, nor make this door tell them apart.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            SealedLog.Broken(log, broken.GetType().Name);
            return words.Length == 1 ? All(Fate.Later) : await OneByOneAsync(words, received, now);
        }

        Fate[] All(Fate fate) => [.. words.Select(_ => fate)];
    }

    async Task<Fate[]> OneByOneAsync(Unsealed[] words, DateTimeOffset received, double? now)
    {
        var fates = new List<Fate>(words.Length);
        foreach (var one in words)
        {
            fates.AddRange(await KeepAsync([one], received, now));
        }

        return [.. fates];
    }
}

/// <summary>Log messages of sealed words: ids 2000 to 2099; numbers alone, never a person, an incident or a word.</summary>
static partial class SealedLog
{
    [LoggerMessage(2001, LogLevel.Information, "Sealed words came: {Done} taken care of, {Useless} of no use, {Later} wait")]
    public static partial void Came(ILogger log, int done, int useless, int later);

    [LoggerMessage(2002, LogLevel.Warning, "Sealed words can't be kept now ({Failure})")]
    public static partial void Broken(ILogger log, string failure);
}
